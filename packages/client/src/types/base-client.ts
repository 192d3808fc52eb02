import type {
  ChangePasswordBody,
  ChangePasswordResult,
  GetSessionQuery,
  SignInEmailBody,
  SignInEmailResult,
  SignOutBody,
  SignOutResult,
  SignUpEmailBody,
  SignUpEmailResult,
  StatusResult,
  UpdateUserBody,
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

/** The ways to sign in. */
export type SignInMethods<U> = {
  /** With a password. Opens `callbackURL` when it is given. */
  email: ClientMethod<SignInEmailBody, SignInEmailResult<U>>;
};

/** The calls of a client without plugins. Not an interface: editors would put its five arguments before each name. */
export type BaseClient<U, S, Pair, SignUpFields, UpdateFields> = {
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
  /** Sends a request to any route of the auth server. */
  $fetch: BetterFetch;
  /** The stores behind the hooks. */
  $store: ClientStore;
  /** Puts a session in that the server has already read, so that the page need not fetch it. Does nothing on a server. */
  hydrateSession: (session: Pair | null) => void;
};
