import type { BaseApi } from "./api";
import type { AuthContext } from "./context";
import type { ErrorCodes } from "./error";
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
export type Merge<U> = [U] extends [never]
  ? unknown
  : (U extends unknown ? (part: U) => void : never) extends (part: infer I) => void
    ? I
    : unknown;

/** A member of those types of a union that have it. */
type Member<T, K extends string> = T extends { readonly [M in K]: {} } ? T[K] : never;

type PluginsOf<O> = O extends { readonly plugins: readonly (infer P)[] } ? P : never;

/** What a plugin publishes; `never` when it publishes nothing. */
export type PublishedBy<P> = P extends { readonly $types?: infer T } ? (unknown extends T ? never : T) : never;

/** The plugin itself when it publishes nothing, so that its types have to be read off it. */
export type Unpublished<P> = P extends { readonly $types?: infer T } ? (unknown extends T ? P : never) : P;

/** One part of what the plugins of an instance publish, merged. */
type PublishedPart<O, K extends string> = Merge<Member<PublishedBy<PluginsOf<O>>, K>>;

/** Columns that plugins which publish nothing add to a table. */
type UnpublishedFields<P, Table extends string> = P extends { schema: { readonly [K in Table]: { fields: infer F } } }
  ? FieldsOutput<F>
  : never;

type FieldsOf<O, Table extends "user" | "session"> = O extends { readonly [K in Table]: { additionalFields: infer F } }
  ? F
  : {};

/** The user that an instance gives out: core, additional fields, plugins. */
export type UserOf<O> = User &
  FieldsOutput<FieldsOf<O, "user">> &
  PublishedPart<O, "user"> &
  Merge<UnpublishedFields<Unpublished<PluginsOf<O>>, "user">>;

/** The session that an instance gives out: core, additional fields, plugins. */
export type SessionOf<O> = Session &
  FieldsOutput<FieldsOf<O, "session">> &
  PublishedPart<O, "session"> &
  Merge<UnpublishedFields<Unpublished<PluginsOf<O>>, "session">>;

/** What get-session gives: the pair, or what a plugin put in its place. */
export type SessionPairOf<O> = [Member<PublishedBy<PluginsOf<O>>, "sessionPair">] extends [never]
  ? SessionPair<SessionOf<O> & unknown, UserOf<O> & unknown> // `& unknown`: editors show the fields, not the alias
  : Member<PublishedBy<PluginsOf<O>>, "sessionPair">;

/** What sign-up takes besides the core's fields. */
export type SignUpFieldsOf<O> = FieldsInput<FieldsOf<O, "user">> & PublishedPart<O, "signUp">;

/** What update-user takes besides the core's fields. */
export type UpdateFieldsOf<O> = FieldsUpdate<FieldsOf<O, "user">> & PublishedPart<O, "update">;

/** What update-session takes. */
export type UpdateSessionFieldsOf<O> = FieldsUpdate<FieldsOf<O, "session">> & PublishedPart<O, "updateSession">;

/** The methods of `auth.api`. */
// `& unknown`: editors show the fields, not the name of the type that made them.
export type ApiOf<O> = BaseApi<
  UserOf<O> & unknown,
  SessionOf<O> & unknown,
  SessionPairOf<O>,
  SignUpFieldsOf<O> & unknown,
  UpdateFieldsOf<O> & unknown,
  UpdateSessionFieldsOf<O> & unknown
> &
  PublishedPart<O, "api"> &
  Merge<Member<Unpublished<PluginsOf<O>>, "endpoints">>;

/** The error codes of core and plugins. */
export type ErrorCodesOf<O> = ErrorCodes<BaseErrorCode> &
  PublishedPart<O, "errors"> &
  Merge<Member<Unpublished<PluginsOf<O>>, "$ERROR_CODES">>;

/** `auth.$Infer`: types to take with `typeof`. */
export type InferOf<O> = { Session: SessionPairOf<O> } & PublishedPart<O, "infer"> &
  Merge<Member<Unpublished<PluginsOf<O>>, "$Infer">>;

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
