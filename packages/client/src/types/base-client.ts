import type {
  AccessTokenResult,
  AccountChoice,
  AccountInfoResult,
  ChangeEmailBody,
  ChangePasswordBody,
  ChangePasswordResult,
  DeleteUserBody,
  DeleteUserResult,
  GetSessionQuery,
  LinkedAccount,
  LinkSocialBody,
  LinkSocialResult,
  MessageResult,
  RefreshTokenResult,
  RequestPasswordResetBody,
  ResetPasswordBody,
  SendVerificationEmailBody,
  SignInEmailBody,
  SignInEmailResult,
  SignInSocialBody,
  SignInSocialEmailBody,
  SignInSocialResult,
  SignOutBody,
  SignOutResult,
  SignUpEmailBody,
  SignUpEmailResult,
  StatusResult,
  UpdateUserBody,
  VerifyEmailQuery,
  VerifyEmailResult,
} from "@better-auth/core/types";
import type { BetterFetch } from "../fetch/options";
import type { ClientMethod, OptionalClientMethod } from "./client-method";
import type { ClientStore } from "./client-plugin";

/** Input of `getSession`. */
export interface GetSessionInput {
  query?: GetSessionQuery | undefined;
}

/** Input of `revokeSession`. */
export interface RevokeSessionInput {
  /** The session's token, as `listSessions` gives it. */
  token: string;
}

/** The ways to sign up. */
export type SignUpMethods<U, SignUpFields> = {
  /** With a password. Signs in, unless the server wants the address verified first. */
  email: ClientMethod<SignUpEmailBody & SignUpFields, SignUpEmailResult<U>>;
};

/** Signs in with a provider, and what it asks of people whose provider tells no address. */
export type SignInSocialMethod<U> = ClientMethod<SignInSocialBody, SignInSocialResult<U>> & {
  /** Mails a proof to the address that somebody typed, whose link finishes the sign-in that waits in this browser. */
  email: ClientMethod<SignInSocialEmailBody, StatusResult>;
};

/** The ways to sign in. */
export type SignInMethods<U> = {
  /** With a password. Opens `callbackURL` when it is given. */
  email: ClientMethod<SignInEmailBody, SignInEmailResult<U>>;
  /** With a provider. Opens its page, unless an ID token is given. */
  social: SignInSocialMethod<U>;
};

/** Input of `resetPassword`. */
export interface ResetPasswordInput extends ResetPasswordBody {
  query?: { token?: string | undefined } | undefined;
}

/** Input of `resetPassword[":token"]`. */
export interface ResetPasswordCallbackInput {
  query: { callbackURL: string };
}

/** Replaces a forgotten password, and what the mailed link does before. */
export type ResetPasswordMethod = ClientMethod<ResetPasswordInput, StatusResult> & {
  /** Checks the token of `params` and follows to `callbackURL`; mostly the link itself is opened. */
  ":token": ClientMethod<ResetPasswordCallbackInput, unknown>;
};

/** Input of `verifyEmail`. */
export interface VerifyEmailInput {
  query: VerifyEmailQuery;
}

/** Input of `unlinkAccount`. */
export interface UnlinkAccountInput {
  /** The account's `id`, as `listAccounts` gives it. */
  accountId: string;
}

/** Input of `deleteUser.callback`. */
export interface DeleteUserCallbackInput {
  query: {
    /** That of the mailed link. */
    token: string;
    callbackURL?: string | undefined;
  };
}

/** Input of `accountInfo`. */
export interface AccountInfoInput {
  query: AccountChoice;
}

/** Deletes whoever is signed in, and its second half. */
export type DeleteUserMethod = OptionalClientMethod<DeleteUserBody, DeleteUserResult> & {
  /** Deletes with the token of a mailed link; mostly the link itself is opened. */
  callback: ClientMethod<DeleteUserCallbackInput, DeleteUserResult>;
};

/** The calls of a client without plugins. Not an interface: editors would put its six arguments before each name. */
export type BaseClient<U, S, Pair, SignUpFields, UpdateFields, SessionFields> = {
  signUp: SignUpMethods<U, SignUpFields>;
  signIn: SignInMethods<U>;
  signOut: OptionalClientMethod<SignOutBody, SignOutResult>;
  /** Asks the server who is signed in; `null` when nobody is. */
  getSession: OptionalClientMethod<GetSessionInput, Pair | null>;
  /** The live sessions of whoever is signed in. */
  listSessions: OptionalClientMethod<unknown, S[]>;
  revokeSession: ClientMethod<RevokeSessionInput, StatusResult>;
  revokeSessions: OptionalClientMethod<unknown, StatusResult>;
  revokeOtherSessions: OptionalClientMethod<unknown, StatusResult>;
  updateUser: ClientMethod<UpdateUserBody & UpdateFields, StatusResult>;
  changePassword: ClientMethod<ChangePasswordBody, ChangePasswordResult<U>>;
  /** Mails a link for a new password, which leads to the page `redirectTo`. */
  requestPasswordReset: ClientMethod<RequestPasswordResetBody, MessageResult>;
  /** Replaces a forgotten password with the token of the mailed link. */
  resetPassword: ResetPasswordMethod;
  /** Mails a link that verifies an address. */
  sendVerificationEmail: ClientMethod<SendVerificationEmailBody, StatusResult>;
  /** Verifies an address, or changes it, with the token of a mailed link. */
  verifyEmail: ClientMethod<VerifyEmailInput, VerifyEmailResult<U>>;
  /** Mails the link that changes the address of whoever is signed in, once it is opened. */
  changeEmail: ClientMethod<ChangeEmailBody, StatusResult>;
  /** Deletes whoever is signed in: at once, or by a mailed link where the server sends one. */
  deleteUser: DeleteUserMethod;
  /** Changes additional fields of this session. */
  updateSession: ClientMethod<SessionFields & {}, { session: S }>;
  /** The ways to sign in that whoever is signed in has. */
  listAccounts: OptionalClientMethod<unknown, LinkedAccount[]>;
  /** Takes one of them away. */
  unlinkAccount: ClientMethod<UnlinkAccountInput, StatusResult>;
  /** Adds a provider's account as a way to sign in. Opens its page, unless an ID token is given. */
  linkSocial: ClientMethod<LinkSocialBody, LinkSocialResult>;
  /** Gets new tokens from the provider of a linked account. */
  refreshToken: ClientMethod<AccountChoice, RefreshTokenResult>;
  /** A token for the provider of a linked account that is still valid. */
  getAccessToken: ClientMethod<AccountChoice, AccessTokenResult>;
  /** What the provider of a linked account says of its user now. */
  accountInfo: ClientMethod<AccountInfoInput, AccountInfoResult>;
  /** Sends a request to any route of the auth server. */
  $fetch: BetterFetch;
  /** The stores behind the hooks. */
  $store: ClientStore;
  /**
   * Puts a session in that the server has already read, so that the page need not fetch it; one that may be old is
   * checked by a request. Does nothing on a server.
   */
  hydrateSession: (session: Pair | null) => void;
};
