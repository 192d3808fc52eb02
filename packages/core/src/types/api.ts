import type { ApiMethod, CallInput, OptionalApiMethod } from "./endpoint";

/** Headers that carry the session cookie. */
export interface SessionInput {
  headers: HeadersInit;
  request?: Request | undefined;
}

/** A call with a body. */
export interface BodyInput<B> extends CallInput {
  body: B;
}

/** A call with a body, made by somebody who is signed in. */
export interface SessionBodyInput<B> extends SessionInput {
  body: B;
}

/** Body of `signUpEmail`, without additional fields. */
export interface SignUpEmailBody {
  name: string;
  email: string;
  password: string;
  image?: string | undefined;
  callbackURL?: string | undefined;
  /** @default true */
  rememberMe?: boolean | undefined;
}

/** Body of `signInEmail`. */
export interface SignInEmailBody {
  email: string;
  password: string;
  callbackURL?: string | undefined;
  /** @default true */
  rememberMe?: boolean | undefined;
}

/** Body of `changePassword`. */
export interface ChangePasswordBody {
  currentPassword: string;
  newPassword: string;
  revokeOtherSessions?: boolean | undefined;
}

/** Body of `updateUser`, without additional fields. */
export interface UpdateUserBody {
  name?: string | undefined;
  image?: string | null | undefined;
}

/** Body of `signOut`. */
export interface SignOutBody {
  callbackURL?: string | undefined;
  disableRedirect?: boolean | undefined;
  state?: string | undefined;
}

/** Query of `getSession`. */
export interface GetSessionQuery {
  /** Read the store, not the cookie. */
  disableCookieCache?: boolean | undefined;
  /** Do not extend the session. */
  disableRefresh?: boolean | undefined;
}

/** Query of `error`. */
export interface ErrorPageQuery {
  error?: string | undefined;
  error_description?: string | undefined;
}

/** Answer of `signUpEmail`. */
export interface SignUpEmailResult<U> {
  /** `null` when no session was made. */
  token: string | null;
  user: U;
}

/** Answer of `signInEmail`. */
export interface SignInEmailResult<U> {
  /** `true` when `url` should be opened. */
  redirect: boolean;
  token: string;
  url?: string | undefined;
  user: U;
}

/** Answer of `signOut`. */
export interface SignOutResult {
  success: boolean;
  url?: string | undefined;
  redirect?: boolean | undefined;
}

/** Answer of operations that only say whether they worked. */
export interface StatusResult {
  status: boolean;
}

/** Answer of `changePassword`. */
export interface ChangePasswordResult<U> {
  /** The new session's token when the others were revoked. */
  token: string | null;
  user: U;
}

/** Input of `getSession`. */
export interface GetSessionInput extends SessionInput {
  query?: GetSessionQuery | undefined;
}

/** Input of `signOut`. */
export interface SignOutInput extends SessionInput {
  body?: SignOutBody | undefined;
}

/** Input of `error`. */
export interface ErrorPageInput extends CallInput {
  query?: ErrorPageQuery | undefined;
}

/** The operations of the core. Not an interface: editors would put its five arguments before the name of each method. */
export type BaseApi<U, S, Pair, SignUpFields, UpdateFields> = {
  /** Who is signed in; `null` when nobody is. */
  getSession: ApiMethod<GetSessionInput, Pair | null>;
  signUpEmail: ApiMethod<BodyInput<SignUpEmailBody & SignUpFields>, SignUpEmailResult<U>>;
  signInEmail: ApiMethod<BodyInput<SignInEmailBody>, SignInEmailResult<U>>;
  signOut: ApiMethod<SignOutInput, SignOutResult>;
  /** The live sessions of whoever is signed in. */
  listSessions: ApiMethod<SessionInput, S[]>;
  revokeSession: ApiMethod<SessionBodyInput<{ token: string }>, StatusResult>;
  revokeSessions: ApiMethod<SessionInput, StatusResult>;
  revokeOtherSessions: ApiMethod<SessionInput, StatusResult>;
  updateUser: ApiMethod<SessionBodyInput<UpdateUserBody & UpdateFields>, StatusResult>;
  changePassword: ApiMethod<SessionBodyInput<ChangePasswordBody>, ChangePasswordResult<U>>;
  ok: OptionalApiMethod<CallInput, { ok: boolean }>;
  error: OptionalApiMethod<ErrorPageInput, Response>;
};
