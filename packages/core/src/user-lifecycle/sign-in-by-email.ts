import { scopeOf } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError, BASE_ERROR_CODES } from "../error";
import { completeSignIn } from "../sign-in/complete-sign-in";
import { type IssuedSession, issueSession, type PendingSignIn } from "../sign-in/issue-session";
import type { GenericEndpointContext, SignInFactor } from "../types";
import { createUserIfAbsent, findUserByEmail, type NewUser, type UserRow } from "../user/store";
import { refusalOfTaken } from "../user/taken";
import { validateUserInfo } from "../user/validate-info";
import { revokeUnprovenAccountAccess } from "./revoke-unproven-access";

/** A sign-in of somebody who has just shown that they read the mail of an address. */
export interface EmailSignIn {
  email: string;
  /** The way in, as in "magic-link". */
  factor: string;
  /** Values of a user that is made for it; `false` makes none. */
  newUser: false | Record<string, unknown>;
  /** @default true */
  rememberMe?: boolean | undefined;
}

/** What such a sign-in came to; `null` when there is no user and none is made. */
export interface EmailSignInOutcome {
  readonly user: UserRow;
  readonly isNewUser: boolean;
  readonly signIn: IssuedSession | PendingSignIn;
}

type Written = { readonly user: UserRow; readonly signIn: IssuedSession | PendingSignIn } | "taken";

/** User and session are written together or not at all. */
async function register(
  ctx: GenericEndpointContext,
  user: NewUser,
  factor: SignInFactor,
  dontRememberMe: boolean,
): Promise<Written> {
  return inTransaction(scopeOf(ctx), async (scope) => {
    const written = await createUserIfAbsent(scope, user);
    if (written.status === "taken") return "taken";
    if (written.status === "stopped") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_USER);
    return { user: written.row, signIn: await issueSession(scope, written.row, factor, { dontRememberMe }) };
  });
}

/** What was planted before the address was proved is gone before anybody is signed in. */
async function provenUser(ctx: GenericEndpointContext, user: UserRow): Promise<UserRow> {
  if (user.emailVerified) return user;
  const proven = await revokeUnprovenAccountAccess(ctx, user.id);
  if (proven === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_UPDATE_USER);
  return proven;
}

/**
 * Signs in whoever reads the mail of an address: makes the user when there is none, and takes away what somebody planted
 * before the address was proved. For endpoints of plugins that have just spent a secret which was mailed there.
 *
 * @returns `null` when there is no user and none may be made
 * @throws {APIError} what a requirement denied with; 403 when `user.validateUserInfo` refuses a new user
 * @example
 * const done = await signInByEmail(ctx, { email, factor: "magic-link", newUser: { name } });
 */
export async function signInByEmail(
  ctx: GenericEndpointContext,
  { email, factor: id, newUser, rememberMe }: EmailSignIn,
): Promise<EmailSignInOutcome | null> {
  const scope = scopeOf(ctx);
  const factor: SignInFactor = { id, provesEmail: true };
  const dontRememberMe = rememberMe === false;
  let found = await findUserByEmail(scope, email);
  if (found === null) {
    if (newUser === false) return null;
    const user = { name: "", ...newUser, email, emailVerified: true };
    await validateUserInfo(scope, user, { method: id });
    const written = await register(ctx, user, factor, dontRememberMe).catch(async (error: unknown) => {
      throw await refusalOfTaken(scope, user, error);
    });
    if (written !== "taken") {
      await completeSignIn(ctx, written.signIn);
      return { ...written, isNewUser: true };
    }
    found = await findUserByEmail(scope, email);
    // Made and deleted again in the same moment.
    if (found === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_USER);
  }
  const user = await provenUser(ctx, found.user);
  const signIn = await issueSession(scope, user, factor, { dontRememberMe });
  await completeSignIn(ctx, signIn);
  return { user, isNewUser: false, signIn };
}
