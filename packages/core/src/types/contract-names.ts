import type { DBAdapter } from "./adapter";
import type { AdvancedOptions } from "./advanced-options";
import type { ApiOf, InferOf, SessionOf, UserOf } from "./auth";
import type { AuthCookie, AuthCookies } from "./cookie";
import type { Awaitable, Endpoint, EndpointOptions, Middleware } from "./endpoint";
import type { Logger, LogLevel } from "./logger";
import type { Account, RateLimit, Session, User, Verification } from "./models";
import type { BetterAuthOptions, DynamicBaseURL } from "./options";
import type { RateLimitOptions, RateLimitRule } from "./rate-limit-options";
import type {
  FieldAttribute,
  FieldMap,
  FieldPrimitive,
  FieldsInput,
  FieldsOutput,
  FieldType,
  FieldValue,
  PluginSchema,
  ResolvedSchema,
  TableIndex,
} from "./schema";
import type { StandardSchema } from "./standard-schema";

// Other names for types of ours, under which applications and plugins know them.

/** The options of `betterAuth()` that are rarely needed. */
export type BetterAuthAdvancedOptions = AdvancedOptions;
/** Options of the rate limiter. */
export type BetterAuthRateLimitOptions = RateLimitOptions;
/** A rule of the rate limiter. */
export type BetterAuthRateLimitRule = RateLimitRule;
/** A cookie of ours. */
export type BetterAuthCookie = AuthCookie;
/** The cookies of the core. */
export type BetterAuthCookies = AuthCookies;
/** Names of the core's cookies, in `AuthCookies`. */
export type EligibleCookies = keyof AuthCookies;
/** `options.baseURL`. */
export type BaseURLConfig = string | DynamicBaseURL;
/** A base URL that is found per request. */
export type DynamicBaseURLConfig = DynamicBaseURL;
/** `advanced.database.generateId` as a function. */
export type GenerateIdFn = (props: { model: string; size?: number | undefined }) => string | false;
/** Where the framework writes what people who run it should know. */
export type InternalLogger = Logger;
/** What a `log` function of the logger's options is given. */
export type LogHandlerParams = [level: Exclude<LogLevel, "success">, message: string, ...args: unknown[]];
/** A function that may answer later. */
export type AwaitableFunction<T> = () => Awaitable<T>;
/** A validator of any library. */
export type StandardSchemaV1<Input = unknown, Output = Input> = StandardSchema<Input, Output>;

/** An endpoint. */
export type AuthEndpoint<
  P extends string = string,
  O extends EndpointOptions = EndpointOptions,
  R = unknown,
> = Endpoint<P, O, R>;
/** A step before a handler, a hook's handler, or a plugin's middleware. */
export type AuthMiddleware<R = unknown> = Middleware<R>;

/** The key of an account: where, and who there. */
export interface AccountKey {
  providerId: string;
  accountId: string;
}
/** A user without additional fields. */
export type BaseUser = User;
/** A session without additional fields. */
export type BaseSession = Session;
/** An account without additional fields. */
export type BaseAccount = Account;
/** A verification value without additional fields. */
export type BaseVerification = Verification;
/** A counter of the rate limiter. */
export type BaseRateLimit = RateLimit;
/** The models of the core. */
export type BaseModelNames = "user" | "session" | "account" | "verification";
/** Every model: the core's, the rate limiter's, and those of plugins. */
export type ModelNames<T extends string = "rateLimit"> = BaseModelNames | T;

/** A table's columns. */
export type DBFieldAttribute<T extends FieldType = FieldType> = FieldAttribute<T>;
/** What a column says besides its type. */
export type DBFieldAttributeConfig = Omit<FieldAttribute, "type">;
/** The kind of a column. */
export type DBFieldType = FieldType;
/** A value of a column. */
export type DBPrimitive = FieldPrimitive;
/** An index over several columns. */
export type DBTableIndex = TableIndex;
/** Every table, by logical name. */
export type BetterAuthDBSchema = ResolvedSchema;
/** The tables of a plugin. */
export type BetterAuthPluginDBSchema = PluginSchema;
/** What makes an adapter from the options. */
export type DBAdapterInstance = (options: BetterAuthOptions) => DBAdapter;

/** The type of a value of a column. */
export type InferDBValueType<T> = FieldValue<T>;
/** What fields add to a row that is given out. */
export type InferDBFieldsOutput<F> = FieldsOutput<F>;
/** What fields add to the body of a create call. */
export type InferDBFieldsInput<F> = FieldsInput<F>;
/** The same, for clients. */
export type InferFieldsOutput<F> = FieldsOutput<F>;
/** The same, for clients. */
export type InferFieldsInputClient<F> = FieldsInput<F>;
/** What one field is in a row that is given out. */
export type InferDBFieldOutput<A extends FieldAttribute> = FieldValue<A["type"]>;
/** What one field is in the body of a create call. */
export type InferDBFieldInput<A extends FieldAttribute> = FieldValue<A["type"]>;
/** What the options of a model, such as `options.user`, add to its rows. */
export type InferDBFieldsFromOptions<O> = O extends { additionalFields: infer F extends FieldMap }
  ? FieldsOutput<F>
  : unknown;
/** What the options of a model add to the body of a create call. */
export type InferDBFieldsFromOptionsInput<O> = O extends { additionalFields: infer F extends FieldMap }
  ? FieldsInput<F>
  : unknown;
/** Fields without those that are never given out. */
export type RemoveFieldsWithReturnedFalse<F extends FieldMap> = {
  [K in keyof F as F[K] extends { returned: false } ? never : K]: F[K];
};

/** The methods of `auth.api`, from options. */
export type InferAPI<O> = ApiOf<O>;
/** What `auth.$Infer` holds, from options. */
export type InferSessionAPI<O> = InferOf<O>;
/** What additional fields of the user take on sign-up, from options. */
export type AdditionalUserFieldsInput<O extends BetterAuthOptions> = InferDBFieldsFromOptionsInput<O["user"]>;
/** What additional fields of the session take, from options. */
export type AdditionalSessionFieldsInput<O extends BetterAuthOptions> = InferDBFieldsFromOptionsInput<O["session"]>;
/** The user that an instance with these options gives out. */
export type InferUser<O> = UserOf<O>;
/** The session that an instance with these options gives out. */
export type InferSession<O> = SessionOf<O>;

/** Shows the members of an intersection as one object. */
export type Prettify<T> = { [K in keyof T]: T[K] } & {};
/** A text that editors complete with known ones. */
export type LiteralUnion<Known extends string> = Known | (string & {});
/** A text, as editors complete it. */
export type LiteralString = string & {};
