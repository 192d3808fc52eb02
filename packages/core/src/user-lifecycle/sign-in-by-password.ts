import { checkPasswordSize } from "../account/password-rules";
import { CREDENTIAL } from "../account/store";
import { scopeOf } from "../context/scope";
import { APIError, BASE_ERROR_CODES, isAPIError } from "../error";
import { raiseEvent } from "../events/raise";
import { signInUser } from "../sign-in/complete-sign-in";
import type { IssuedSession, PendingSignIn } from "../sign-in/issue-session";
import type { Basis } from "../store/basis";
import type { ErrorCode, GenericEndpointContext, SignInFactor } from "../types";
import type { UserRow, UserWithAccounts } from "../user/store";
import { mailVerificationLink } from "./verification-mail";

/** A sign-in with a password. */
export interface PasswordSignIn {
  /** Looks up who the identifier leads to; `null` when it leads to nobody. */
  find: () => Promise<UserWithAccounts | null>;
  password: string;
  /** What was typed: an address, a name, a number. */
  identifier: string;
  /** The way in, as in "username". @default "password" */
  factor?: string | undefined;
  /** @default true */
  rememberMe?: boolean | undefined;
  /** Where the answer sends the browser, and where a mailed link leads on to. */
  callbackURL?: string | undefined;
  /** The one refusal for an unknown identifier and for a wrong password. */
  refusal: ErrorCode;
}

/** A known identifier with a wrong password and an unknown one cost the same and answer the same. */
async function isRightPassword(ctx: GenericEndpointContext, hash: string | undefined, password: string) {
  if (hash) return ctx.context.password.verify({ hash, password });
  await ctx.context.password.hash(password);
  return false;
}

/** Whether somebody who was refused for an unverified address gets the link that verifies it. */
function mailsLink(ctx: GenericEndpointContext, error: unknown): boolean {
  const { emailVerification } = scopeOf(ctx).instance.options;
  if (emailVerification?.sendOnSignIn !== true || emailVerification.sendVerificationEmail === undefined) return false;
  return isAPIError(error) && error.body?.code === BASE_ERROR_CODES.EMAIL_NOT_VERIFIED.code;
}

/**
 * Signs in by password whoever an identifier leads to, and sets the answer's `location` when there is a `callbackURL`. For
 * endpoints of plugins, too.
 *
 * @returns the user, and the session or what is still owed
 * @throws {APIError} 400 PASSWORD_TOO_LONG; 401 with the refusal; what a requirement denied with
 * @example
 * const { user, signIn } = await signInByPassword(ctx, { find, password, identifier: phone, refusal: CODES.WRONG });
 */
export async function signInByPassword(
  ctx: GenericEndpointContext,
  { find, password, identifier, factor = "password", rememberMe, callbackURL, refusal }: PasswordSignIn,
): Promise<{ user: UserRow; signIn: IssuedSession | PendingSignIn }> {
  checkPasswordSize(password, ctx.context.password.config.maxPasswordLength);
  const found = await find();
  const account = found?.accounts.find(({ providerId }) => providerId === CREDENTIAL);
  if (!(await isRightPassword(ctx, account?.password ?? undefined, password)) || !found || !account) {
    const reason = refusal.code;
    await raiseEvent(scopeOf(ctx), "sign-in.failed", { factor, reason, userId: found?.user.id, identifier });
    throw APIError.from("UNAUTHORIZED", refusal);
  }
  const { user } = found;
  // A password that was changed while it was being checked opens nothing.
  const basis: Basis = { model: "account", row: account, unchanged: ["id", "password"] };
  const settings = { dontRememberMe: rememberMe === false, basis, refusal };
  const proved: SignInFactor = {
    id: factor,
    provesEmail: false,
    password: { accountId: account.id, since: account.updatedAt },
  };
  const signIn = await signInUser(ctx, user, proved, settings).catch(async (error: unknown) => {
    if (mailsLink(ctx, error)) await mailVerificationLink(ctx, user, { callbackURL });
    throw error;
  });
  if (callbackURL && signIn.status === "issued") ctx.setHeader("location", callbackURL);
  return { user, signIn };
}
