import { scopeOf } from "../context/scope";
import { readDontRemember } from "../session/cookie";
import type { ErrorCode, GenericEndpointContext, SignInFactor } from "../types";
import type { UserRow } from "../user/store";
import { signInUser } from "./complete-sign-in";
import type { IssuedSession, PendingSignIn } from "./issue-session";
import { clearPendingSignIn } from "./pending";

/**
 * Signs in whoever has settled what a pending sign-in owed, remembered or not as the first step was asked. For endpoints of
 * plugins, once the pending state is spent.
 *
 * @param factor what was proved now; `satisfies` names the requirement that is met
 * @param settings.cookie the name of the pending cookie, as in the verdict
 * @param settings.refusal the answer when the first step's password has been changed meanwhile
 * @returns the session, or what is owed next
 * @throws {APIError} what another requirement denied with; 401 with the refusal
 * @example
 * const factor = { id: "totp", satisfies: ["two-factor"], password: challenge.password };
 * await resumeSignIn(ctx, user, factor, { cookie: "two_factor" });
 */
export async function resumeSignIn(
  ctx: GenericEndpointContext,
  user: UserRow,
  factor: SignInFactor,
  { cookie, refusal }: { cookie?: string | undefined; refusal?: ErrorCode | undefined } = {},
): Promise<IssuedSession | PendingSignIn> {
  clearPendingSignIn(ctx, cookie);
  return signInUser(ctx, user, factor, { dontRememberMe: await readDontRemember(scopeOf(ctx)), refusal });
}
