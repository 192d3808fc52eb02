import { isAPIError } from "@better-auth/core/error";
import {
  type EmailSignIn,
  type EmailSignInOutcome,
  reportFailedSignIn,
  signInByEmail,
} from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";

/**
 * Signs in by a mailed secret that was just spent, and raises "sign-in.failed" when that comes to nothing.
 *
 * @param reason what is raised when there is no user and none may be made
 * @returns `null` then
 * @throws {APIError} what a requirement denied with; 403 when `user.validateUserInfo` refuses a new user
 */
export async function signInByMail(
  ctx: GenericEndpointContext,
  signIn: EmailSignIn,
  reason: string,
): Promise<EmailSignInOutcome | null> {
  const { email, factor } = signIn;
  const report = (why: string) => reportFailedSignIn(ctx, { factor, reason: why, identifier: email });
  try {
    const done = await signInByEmail(ctx, signIn);
    if (done === null) await report(reason);
    return done;
  } catch (error) {
    const code = isAPIError(error) ? error.body?.code : undefined;
    // What denies a known user raises it; what keeps somebody new out is undone, and what it raised with it.
    const isNew = code !== undefined && (await ctx.context.internalAdapter.findUserByEmail(email)) === null;
    if (isNew) await report(code);
    throw error;
  }
}
