import type { ErrorCode } from "./error";
import type { StandardSchema } from "./standard-schema";

/** A value that a database column can hold, on our side of the adapter. */
export type FieldPrimitive =
  | string
  | number
  | boolean
  | bigint
  | Date
  | null
  | readonly string[]
  | readonly number[]
  | object;

/** The kind of a column; a list of strings is an enumeration of them. */
export type FieldType = "string" | "number" | "boolean" | "date" | "json" | "string[]" | "number[]" | readonly string[];

/** What a column points at. */
export interface FieldReference {
  /** The model's key in the schema, or its table name. */
  model: string;
  /** The column there. */
  field: string;
  /** What happens to this row when that one goes. @default "cascade" */
  onDelete?: "no action" | "restrict" | "cascade" | "set null" | "set default" | undefined;
}

/** One column of a table: its kind, its rules, and what passes in and out of it. */
export interface FieldAttribute<T extends FieldType = FieldType> {
  /** The kind of the column; a list of strings allows one of them. */
  type: T;
  /** Not null in the database, and asked for on create. @default true */
  required?: boolean | undefined;
  /** `false` keeps it out of every answer, cookie and client type. @default true */
  returned?: boolean | undefined;
  /** `false` refuses values that come over HTTP. @default true */
  input?: boolean | undefined;
  /** The value on create when none is given; not a database default. */
  defaultValue?: FieldPrimitive | (() => FieldPrimitive) | undefined;
  /** The value on update when none is given. */
  onUpdate?: (() => FieldPrimitive) | undefined;
  /** Changes the value before it is stored and after it is read. */
  transform?:
    | {
        /** From what came in to what is stored. */
        input?: ((value: never) => FieldPrimitive | undefined | Promise<FieldPrimitive | undefined>) | undefined;
        /** From what is stored to what is given out. */
        output?: ((value: never) => FieldPrimitive | undefined | Promise<FieldPrimitive | undefined>) | undefined;
      }
    | undefined;
  /** The column that it points at. */
  references?: FieldReference | undefined;
  /** No two rows have the same value. @default false */
  unique?: boolean | undefined;
  /** A 64-bit column for a number. @default false */
  bigint?: boolean | undefined;
  /** Schemas of any library that follows Standard Schema (zod, valibot, arktype, …). */
  validator?:
    | {
        /** Checks, and may change, what comes in. */
        input?: StandardSchema | undefined;
        /** Not asked: what is stored is believed. */
        output?: StandardSchema | undefined;
      }
    | undefined;
  /** The column's name in the database. @default the field's key */
  fieldName?: string | undefined;
  /** A string of bounded length, so that it can be sorted and indexed everywhere. @default false */
  sortable?: boolean | undefined;
  /** An index over the column. @default false */
  index?: boolean | undefined;
}

/** Columns by their logical name. */
export type FieldMap = Readonly<Record<string, FieldAttribute>>;

/** An index over one to sixteen columns of a table. */
export interface TableIndex {
  /** Logical field names. */
  fields: readonly string[];
  unique?: boolean | undefined;
  /** At most 63 bytes of A-Z a-z 0-9 _. @default made from the table and the fields */
  name?: string | undefined;
}

/** A table that a plugin brings, or columns that it adds to an existing one. */
export interface PluginTable {
  fields: FieldMap;
  indexes?: readonly TableIndex[] | undefined;
  /**
   * What a value is refused with, as a 400, that somebody else has: by unique field, for text in fields of `user`.
   * @default the refusal of the route
   */
  taken?: Readonly<Record<string, ErrorCode>> | undefined;
  /** Leave the table out of migrations. */
  disableMigration?: boolean | undefined;
  /** The table's name in the database. @default the key */
  modelName?: string | undefined;
}

/** The tables of a plugin by their logical name. */
export type PluginSchema = Readonly<Record<string, PluginTable>>;

/** One table of the resolved schema. `id` is implicit. */
export interface ResolvedTable {
  /** The table's name in the database. */
  modelName: string;
  /** Columns by logical name; each has its `fieldName`. */
  fields: Record<string, FieldAttribute>;
  indexes?: readonly TableIndex[] | undefined;
  /** Tables are created in this order, so that references exist. */
  order?: number | undefined;
  disableMigrations?: boolean | undefined;
}

/** Every table of core, plugins and additional fields, by logical name. */
export type ResolvedSchema = Record<string, ResolvedTable>;

/** The type of one field's value in TypeScript. */
export type FieldValue<T> = T extends "string"
  ? string
  : T extends "number"
    ? number
    : T extends "boolean"
      ? boolean
      : T extends "date"
        ? Date
        : T extends "string[]"
          ? string[]
          : T extends "number[]"
            ? number[]
            : T extends readonly (infer E)[]
              ? E
              : T extends "json"
                ? unknown
                : never;

/** What a field holds; null, too, where it need not hold anything. */
type ValueOf<A> = A extends { type: infer T } ? FieldValue<T> | (A extends { required: false } ? null : never) : never;

/**
 * The members that are not hidden, the optional ones with a question mark. Editors show them, not this name. Fields that
 * are none, or not known, give `unknown`, which adds nothing.
 */
type Members<F, Hidden, Optional> = [keyof F] extends [never]
  ? unknown
  : string extends keyof F
    ? unknown
    : {
          -readonly [K in keyof F as F[K] extends Hidden | Optional ? never : K]: ValueOf<F[K]>;
        } & {
          -readonly [K in keyof F as F[K] extends Hidden ? never : F[K] extends Optional ? K : never]?:
            | ValueOf<F[K]>
            | undefined;
        } extends infer M
      ? { [K in keyof M]: M[K] }
      : never;

/** What additional fields add to a row that is given out. */
export type FieldsOutput<F> = Members<F, { returned: false }, { required: false }>;

/** What additional fields add to the body of a create call. */
export type FieldsInput<F> = Members<F, { input: false }, { required: false } | { defaultValue: {} }>;

/** What additional fields add to the body of an update call. */
export type FieldsUpdate<F> = Members<F, { input: false }, { type: unknown }>;
