import type { BaseApi } from "./api";
import type { AuthContext } from "./context";
import type { ErrorCode } from "./error";
import type { BaseErrorCode } from "./error-codes";
import type { Session, SessionPair, User } from "./models";
import type { BetterAuthOptions } from "./options";
import type { FieldsInput, FieldsOutput, FieldsUpdate } from "./schema";

/** The part of the options that the types depend on. */
export interface TypedOptions {
  plugins?: readonly unknown[] | undefined;
  user?: { additionalFields?: object | undefined } | undefined;
  session?: { additionalFields?: object | undefined } | undefined;
}

/** A union becomes an intersection; nothing becomes `unknown`, which adds nothing. */
type Merge<U> = [U] extends [never] ? unknown : (U extends unknown ? (part: U) => void : never) extends (part: infer I) => void ? I : unknown;

type PluginsOf<O> = O extends { plugins: readonly (infer P)[] } ? P : never;

/** A member of what a plugin publishes. */
type Published<P, K extends string> = P extends { readonly $types: infer T } ? (T extends { readonly [M in K]: infer V } ? V : never) : never;

/** Endpoints of plugins that publish nothing: their own types, as they are. */
type Unpublished<P> = P extends { readonly $types: unknown } ? never : P extends { endpoints: infer E } ? E : never;

/** Columns that plugins which publish nothing add to a table. */
type UnpublishedFields<P, Table extends string> = P extends { readonly $types: unknown }
  ? never
  : P extends { schema: { readonly [K in Table]: { fields: infer F } } }
    ? FieldsOutput<F>
    : never;

type FieldsOf<O, Table extends "user" | "session"> = O extends { [K in Table]: { additionalFields: infer F } } ? F : {};

/** The user that an instance gives out: core, additional fields, plugins. */
export type UserOf<O> = User & FieldsOutput<FieldsOf<O, "user">> & Merge<Published<PluginsOf<O>, "user"> | UnpublishedFields<PluginsOf<O>, "user">>;

/** The session that an instance gives out: core, additional fields, plugins. */
export type SessionOf<O> = Session &
  FieldsOutput<FieldsOf<O, "session">> &
  Merge<Published<PluginsOf<O>, "session"> | UnpublishedFields<PluginsOf<O>, "session">>;

/** What get-session gives: the pair, or what a plugin put in its place. */
export type SessionPairOf<O> = [Published<PluginsOf<O>, "sessionPair">] extends [never]
  ? SessionPair<SessionOf<O>, UserOf<O>>
  : Published<PluginsOf<O>, "sessionPair">;

/** What sign-up takes besides the core's fields. */
export type SignUpFieldsOf<O> = FieldsInput<FieldsOf<O, "user">> & Merge<Published<PluginsOf<O>, "signUp">>;

/** What update-user takes besides the core's fields. */
export type UpdateFieldsOf<O> = FieldsUpdate<FieldsOf<O, "user">> & Merge<Published<PluginsOf<O>, "update">>;

/** The methods of `auth.api`. */
export type ApiOf<O> = BaseApi<UserOf<O>, SessionOf<O>, SessionPairOf<O>, SignUpFieldsOf<O>, UpdateFieldsOf<O>> &
  Merge<Published<PluginsOf<O>, "api"> | Unpublished<PluginsOf<O>>>;

/** The error codes of core and plugins. */
export type ErrorCodesOf<O> = { readonly [K in BaseErrorCode]: ErrorCode<K> } &
  Merge<
    Published<PluginsOf<O>, "errors"> | (PluginsOf<O> extends infer P ? (P extends { $types: unknown } ? never : P extends { $ERROR_CODES: infer E } ? E : never) : never)
  >;

/** `auth.$Infer`: types to take with `typeof`. */
export type InferOf<O> = { Session: SessionPairOf<O> } & Merge<
  Published<PluginsOf<O>, "infer"> | (PluginsOf<O> extends infer P ? (P extends { $types: unknown } ? never : P extends { $Infer: infer I } ? I : never) : never)
>;

/** An instance: one handler for every request, and every operation as a method. */
export interface Auth<out O = TypedOptions> {
  /** Answers a request under the base path. Never throws for what the request holds. */
  handler(request: Request): Promise<Response>;
  /** The same as `handler`, for runtimes that serve an object with `fetch`. */
  fetch(request: Request): Promise<Response>;
  /** Every operation, called directly: no HTTP, no origin check, no rate limit. */
  api: ApiOf<O>;
  options: BetterAuthOptions & O;
  $context: Promise<AuthContext>;
  /** For types only. */
  $Infer: InferOf<O>;
  $ERROR_CODES: ErrorCodesOf<O>;
}
