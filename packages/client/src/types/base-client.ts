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

/** The ways to sign up. */
export interface SignUpMethods<U, SignUpFields> {
  /** With a password. Signs in, unless the server wants the address verified first. */
  email: ClientMethod<SignUpEmailBody & SignUpFields, SignUpEmailResult<U>>;
}

/** The ways to sign in. */
export interface SignInMethods<U> {
  /** With a password. Opens `callbackURL` when it is given. */
  email: ClientMethod<SignInEmailBody, SignInEmailResult<U>>;
}

/** The calls of a client without plugins. */
export interface BaseClient<U, S, Pair, SignUpFields, UpdateFields> {
  signUp: SignUpMethods<U, SignUpFields>;
  signIn: SignInMethods<U>;
  signOut: OptionalClientMethod<SignOutBody, SignOutResult>;
  /** Asks the server who is signed in; `null` when nobody is. */
  getSession: OptionalClientMethod<{ query?: GetSessionQuery | undefined }, Pair | null>;
  /** The live sessions of whoever is signed in. */
  listSessions: OptionalClientMethod<object, S[]>;
  revokeSession: ClientMethod<{ token: string }, StatusResult>;
  revokeSessions: OptionalClientMethod<object, StatusResult>;
  revokeOtherSessions: OptionalClientMethod<object, StatusResult>;
  updateUser: ClientMethod<UpdateUserBody & UpdateFields, StatusResult>;
  changePassword: ClientMethod<ChangePasswordBody, ChangePasswordResult<U>>;
  /** Sends a request to any route of the auth server. */
  $fetch: BetterFetch;
  /** The stores behind the hooks. */
  $store: ClientStore;
  /** Puts a session in that the server has already read, so that the page need not fetch it. Does nothing on a server. */
  hydrateSession: (session: Pair | null) => void;
}
