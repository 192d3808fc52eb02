import { mergeSchema, toZodSchema } from "./db";
import { betterAuth, isDevelopment, isProduction, userSchema } from "./index";
import { betterAuth as betterAuthMinimal } from "./minimal";
import type {
  AccountKey,
  AdditionalUserFieldsInput,
  BetterAuthAdvancedOptions,
  DBFieldAttribute,
  InferDBFieldsFromOptions,
  InferDBFieldsInput,
  InferDBFieldsOutput,
  ParsableSchema,
  StandardSchemaV1,
  User,
  ValidateUserInfoSource,
} from "./types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<T>() {
  return <V>(_value: V & (Equal<V, T> extends true ? unknown : "another type")) => {};
}

/** What runs at import is a value; what can change is a function. */
expectType<boolean>()(isProduction);
expectType<() => boolean>()(isDevelopment);

/** Both ways in give the same types. */
const options = {
  emailAndPassword: { enabled: true },
  user: { additionalFields: { team: { type: "string" }, age: { type: "number", required: false } } },
} as const;
const auth = betterAuth(options);
const minimal = betterAuthMinimal(options);
expectType<typeof auth>()(minimal);

/** Schemas of rows are told by types of our own. */
expectType<ParsableSchema<User>>()(userSchema);
expectType<User>()(userSchema.parse({}));
const schema: StandardSchemaV1<unknown, Record<string, unknown>> = toZodSchema({ fields: {}, isClientSide: true });

export { schema };

/** Names that are renamed keep their tables. */
const tables = { seat: { fields: { number: { type: "number" } } } } as const;
expectType<typeof tables>()(mergeSchema(tables, { seat: { modelName: "chairs", fields: { number: "no" } } }));
// @ts-expect-error a table that is none
mergeSchema(tables, { hall: { modelName: "halls" } });

/** Other names for types of ours mean the same. */
type Fields = (typeof options)["user"]["additionalFields"];
export type Same = [
  Expect<Equal<InferDBFieldsOutput<Fields>, { team: string; age?: number | null | undefined }>>,
  Expect<Equal<InferDBFieldsInput<Fields>, { team: string; age?: number | null | undefined }>>,
  Expect<Equal<InferDBFieldsFromOptions<(typeof options)["user"]>, InferDBFieldsOutput<Fields>>>,
  Expect<Equal<AdditionalUserFieldsInput<typeof options>, InferDBFieldsInput<Fields>>>,
  Expect<Equal<AccountKey, { providerId: string; accountId: string }>>,
  Expect<Equal<DBFieldAttribute<"date">["type"], "date">>,
];
type Expect<T extends true> = T;

/** A validator of users is told where they come from. */
export const advanced: BetterAuthAdvancedOptions = { cookiePrefix: "x" };
betterAuth({
  user: {
    validateUserInfo: ({ user, source }, ctx) => {
      expectType<ValidateUserInfoSource>()(source);
      return user.email?.endsWith("@example.com") && ctx.path ? undefined : { error: "not_ours" };
    },
  },
});
