import { scopeOf } from "../context/scope";
import { raiseEvent } from "../events/raise";
import type { AuthEvents, GenericEndpointContext } from "../types";

/**
 * Raises "sign-in.failed", so that whoever counts or logs failures sees every way in. For endpoints of plugins, before they
 * refuse; what a requirement denies is raised where it is asked.
 *
 * @example await reportFailedSignIn(ctx, { factor: "email-otp", reason: "INVALID_OTP", identifier: email });
 */
export async function reportFailedSignIn(
  ctx: GenericEndpointContext,
  failure: AuthEvents["sign-in.failed"],
): Promise<void> {
  await raiseEvent(scopeOf(ctx), "sign-in.failed", failure);
}
