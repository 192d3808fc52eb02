import type { FieldMap, FieldsInput, FieldsOutput, FieldsUpdate } from "./schema";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

const fields = {
  name: { type: "string" },
  age: { type: "number", required: false },
  isMember: { type: "boolean", defaultValue: false },
  nickname: { type: "string", required: false, defaultValue: () => "x" },
  born: { type: "date" },
  labels: { type: "string[]" },
  scores: { type: "number[]", required: false },
  settings: { type: "json", required: true },
  level: { type: ["guest", "regular"] },
  role: { type: ["user", "admin"], input: false, defaultValue: "user" },
  hash: { type: "string", returned: false },
  trace: { type: "string", required: false, input: false, returned: false },
} as const satisfies FieldMap;
type Fields = typeof fields;

type Output = {
  name: string;
  age?: number | null | undefined;
  isMember: boolean;
  nickname?: string | null | undefined;
  born: Date;
  labels: string[];
  scores?: number[] | null | undefined;
  settings: unknown;
  level: "guest" | "regular";
  role: "user" | "admin";
};

type Input = {
  name: string;
  age?: number | null | undefined;
  // the default fills it in, but it may not be null
  isMember?: boolean | undefined;
  nickname?: string | null | undefined;
  born: Date;
  labels: string[];
  scores?: number[] | null | undefined;
  settings: unknown;
  level: "guest" | "regular";
  hash: string;
};

type Update = {
  name?: string | undefined;
  age?: number | null | undefined;
  isMember?: boolean | undefined;
  nickname?: string | null | undefined;
  born?: Date | undefined;
  labels?: string[] | undefined;
  scores?: number[] | null | undefined;
  settings?: unknown;
  level?: "guest" | "regular" | undefined;
  hash?: string | undefined;
};

export type Tests = [
  Expect<Equal<FieldsOutput<Fields>, Output>>,
  Expect<Equal<FieldsInput<Fields>, Input>>,
  Expect<Equal<FieldsUpdate<Fields>, Update>>,
  // fields that are not there, or not known, add nothing
  Expect<Equal<FieldsOutput<{}>, unknown>>,
  Expect<Equal<FieldsInput<FieldMap>, unknown>>,
  Expect<Equal<FieldsUpdate<Record<string, never>>, unknown>>,
  // names of an enumeration that is not constant
  Expect<Equal<FieldsOutput<{ level: { type: string[] } }>, { level: string }>>,
];
