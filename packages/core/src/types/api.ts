import type { ApiMethod, CallInput, OptionalApiMethod } from "./endpoint";
import type {
  AccessTokenResult,
  AccountChoice,
  AccountInfoResult,
  LinkSocialBody,
  LinkSocialResult,
  RefreshTokenResult,
  SignInSocialBody,
  SignInSocialEmailBody,
  SignInSocialResult,
} from "./social-calls";

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

/** Body of `requestPasswordReset`. */
export interface RequestPasswordResetBody {
  email: string;
  /** The page that asks for the new password; the mailed link leads there with `token`, or with `error`. */
  redirectTo?: string | undefined;
}

/** Body of `resetPassword`. */
export interface ResetPasswordBody {
  newPassword: string;
  /** From the mailed link. @default the query's */
  token?: string | undefined;
}

/** Body of `sendVerificationEmail`. */
export interface SendVerificationEmailBody {
  /** Somebody who is signed in can only ask for the own one. */
  email: string;
  /** Where the mailed link leads on to; with `error` when it does not work. @default "/" */
  callbackURL?: string | undefined;
}

/** Query of `verifyEmail`. */
export interface VerifyEmailQuery {
  /** From the mailed link. */
  token: string;
  /** Where to redirect to; without it the answer is JSON. */
  callbackURL?: string | undefined;
}

/** Body of `changeEmail`. */
export interface ChangeEmailBody {
  newEmail: string;
  /** Where the mailed links lead on to; with `error` when one does not work. @default "/" */
  callbackURL?: string | undefined;
}

/** Body of `deleteUser`. */
export interface DeleteUserBody {
  /** Where the mailed link leads afterwards. @default "/" */
  callbackURL?: string | undefined;
  /** Wanted when the session is not fresh; checked whenever it is given. */
  password?: string | undefined;
  /** From the mailed link, for pages that spend it themselves. */
  token?: string | undefined;
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

/** Answer of `requestPasswordReset`: the same whether the address is known or not. */
export interface MessageResult extends StatusResult {
  message: string;
}

/** Answer of `verifyEmail`, without a `callbackURL`. */
export interface VerifyEmailResult<U> extends StatusResult {
  /** After a change of address the user as it is now; `null` after the verification of one. */
  user?: U | null | undefined;
}

/** Answer of `deleteUser` and `deleteUserCallback`. */
export interface DeleteUserResult {
  success: boolean;
  /** "User deleted", or "Verification email sent" while the mailed link has still to be opened. */
  message: string;
}

/** A way to sign in, as `listUserAccounts` shows it: no tokens, no password. */
export interface LinkedAccount {
  /** What `unlinkAccount` takes. */
  id: string;
  /** "credential" for a password. */
  providerId: string;
  /** The subject at the provider. */
  accountId: string;
  userId: string;
  /** What the provider has granted. */
  scopes: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** Input of `requestPasswordResetCallback`. */
export interface ResetCallbackInput extends CallInput {
  params: { token: string };
  query: { callbackURL: string };
}

/** Input of `resetPassword`. */
export interface ResetPasswordInput extends BodyInput<ResetPasswordBody> {
  query?: { token?: string | undefined } | undefined;
}

/** Input of `verifyEmail`. */
export interface VerifyEmailInput extends CallInput {
  query: VerifyEmailQuery;
}

/** Input of `deleteUserCallback`. */
export interface DeleteUserCallbackInput extends CallInput {
  query: { token: string; callbackURL?: string | undefined };
}

/** Input of `accountInfo`. */
export interface AccountInfoInput extends CallInput {
  query: AccountChoice;
}

/** What a provider sends along with a browser that comes back. */
export interface CallbackParams {
  code?: string | undefined;
  error?: string | undefined;
  device_id?: string | undefined;
  error_description?: string | undefined;
  state?: string | undefined;
  user?: string | undefined;
  iss?: string | undefined;
}

/** Input of `callbackOAuth`. */
export interface CallbackInput extends CallInput {
  params: { id: string };
  /** @default "GET" */
  method?: "GET" | "POST" | undefined;
  query?: CallbackParams | undefined;
  body?: CallbackParams | undefined;
}

/** Input of `signInSocialEmailCallback`. */
export interface EmailProofInput extends SessionInput {
  query: { token: string };
}

/** Input of `getSession`. */
export interface GetSessionInput extends SessionInput {
  query?: GetSessionQuery | undefined;
  /** With `session.deferSessionRefresh` a POST extends a session that is due. @default "GET" */
  method?: "GET" | "POST" | undefined;
}

/** Input of `signOut`. */
export interface SignOutInput extends SessionInput {
  body?: SignOutBody | undefined;
}

/** Input of `error`. */
export interface ErrorPageInput extends CallInput {
  query?: ErrorPageQuery | undefined;
}

/** The operations of the core. Not an interface: editors would put its six arguments before the name of each method. */
export type BaseApi<U, S, Pair, SignUpFields, UpdateFields, SessionFields> = {
  /** Who is signed in; `null` when nobody is. */
  getSession: ApiMethod<GetSessionInput, Pair | null>;
  signUpEmail: ApiMethod<BodyInput<SignUpEmailBody & SignUpFields>, SignUpEmailResult<U>>;
  /** Signs in with an account at a provider: gives its address, or signs in at once with an ID token. */
  signInSocial: ApiMethod<BodyInput<SignInSocialBody>, SignInSocialResult<U>>;
  /** Where providers send browsers back to; always redirects. */
  callbackOAuth: ApiMethod<CallbackInput, never>;
  /** Mails a proof to the address that somebody typed whose provider told none. The headers carry the pending sign-in. */
  signInSocialEmail: ApiMethod<SessionBodyInput<SignInSocialEmailBody>, StatusResult>;
  /** Where that mail leads: finishes the sign-in. Always redirects. */
  signInSocialEmailCallback: ApiMethod<EmailProofInput, never>;
  signInEmail: ApiMethod<BodyInput<SignInEmailBody>, SignInEmailResult<U>>;
  signOut: ApiMethod<SignOutInput, SignOutResult>;
  /** The live sessions of whoever is signed in. */
  listSessions: ApiMethod<SessionInput, S[]>;
  revokeSession: ApiMethod<SessionBodyInput<{ token: string }>, StatusResult>;
  revokeSessions: ApiMethod<SessionInput, StatusResult>;
  revokeOtherSessions: ApiMethod<SessionInput, StatusResult>;
  updateUser: ApiMethod<SessionBodyInput<UpdateUserBody & UpdateFields>, StatusResult>;
  changePassword: ApiMethod<SessionBodyInput<ChangePasswordBody>, ChangePasswordResult<U>>;
  /** Mails a link for a new password. */
  requestPasswordReset: ApiMethod<BodyInput<RequestPasswordResetBody>, MessageResult>;
  /** Where that link leads; always redirects. */
  requestPasswordResetCallback: ApiMethod<ResetCallbackInput, never>;
  resetPassword: ApiMethod<ResetPasswordInput, StatusResult>;
  /** Gives a password to whoever is signed in and has none. There is no route for it. */
  setPassword: ApiMethod<SessionBodyInput<{ newPassword: string }>, StatusResult>;
  /** Throws when it is not the password of whoever is signed in. */
  verifyPassword: ApiMethod<SessionBodyInput<{ password: string }>, StatusResult>;
  /** Mails a link that proves an address. */
  sendVerificationEmail: ApiMethod<BodyInput<SendVerificationEmailBody>, StatusResult>;
  /** Where links about addresses lead; redirects when it is given a `callbackURL`. */
  verifyEmail: ApiMethod<VerifyEmailInput, VerifyEmailResult<U>>;
  /** Mails the link that changes the address of whoever is signed in, once it is opened. */
  changeEmail: ApiMethod<SessionBodyInput<ChangeEmailBody>, StatusResult>;
  deleteUser: ApiMethod<SessionBodyInput<DeleteUserBody>, DeleteUserResult>;
  /** Where the mailed link leads; redirects when it is given a `callbackURL`. */
  deleteUserCallback: ApiMethod<DeleteUserCallbackInput, DeleteUserResult>;
  /** Changes additional fields of the session that the call is made with. */
  updateSession: ApiMethod<SessionBodyInput<SessionFields & {}>, { session: S }>;
  /** The ways in which whoever is signed in can sign in. */
  listUserAccounts: ApiMethod<SessionInput, LinkedAccount[]>;
  /** Takes one of them away, by its `id`. */
  /** Links an account at a provider to whoever is signed in. */
  linkSocialAccount: ApiMethod<SessionBodyInput<LinkSocialBody>, LinkSocialResult>;
  /** Gets new tokens from the provider. */
  refreshToken: ApiMethod<BodyInput<AccountChoice>, RefreshTokenResult>;
  /** An access token that is still good, refreshed when it was about to end. */
  getAccessToken: ApiMethod<BodyInput<AccountChoice>, AccessTokenResult>;
  /** What the provider says now of whoever has the account. */
  accountInfo: ApiMethod<AccountInfoInput, AccountInfoResult>;
  unlinkAccount: ApiMethod<SessionBodyInput<{ accountId: string }>, StatusResult>;
  ok: OptionalApiMethod<CallInput, { ok: boolean }>;
  error: OptionalApiMethod<ErrorPageInput, Response>;
};
