import { runInAmbient } from "../../context/ambient";
import { scopeOf } from "../../context/scope";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import { signInUser } from "../../sign-in/complete-sign-in";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import type { GenericEndpointContext } from "../../types";
import { findUserByEmail } from "../../user/store";
import type { EmailLink } from "../../user-lifecycle/email-link";
import { proveEmail } from "../../user-lifecycle/prove-email";
import { tellApplication } from "../../user-lifecycle/tell-application";
import { DONE, refused, type Visit } from "./outcome";

/**
 * Proves the address that a link was sent to. Of any number of visits one does; only that one calls the user's
 * functions and signs in. Whoever comes later, or second in a race, finds it done.
 */
export async function verifyAddress(
  ctx: GenericEndpointContext,
  link: Extract<EmailLink, { purpose: "verify" }>,
): Promise<Visit> {
  const scope = scopeOf(ctx);
  const options = scope.instance.options.emailVerification ?? {};
  const signsIn = options.autoSignInAfterVerification === true;
  const session = signsIn ? await getAuthoritativeSessionFromCtx(ctx) : null;
  const user = session?.user.email === link.email ? session.user : (await findUserByEmail(scope, link.email))?.user;
  if (!user) return refused("USER_NOT_FOUND");
  // The address has gone to somebody else since.
  if (link.userId !== undefined && link.userId !== user.id) return refused("INVALID_TOKEN");
  if (user.emailVerified) return DONE;

  const { beforeEmailVerification: before, afterEmailVerification: after } = options;
  if (before) await runInAmbient(scope, () => before(user, ctx.request));
  const proof = await proveEmail(scope, user);
  if (proof.status === "stopped") return refused("FAILED_TO_UPDATE_USER");
  if (proof.status === "missed") return DONE;
  const verified = proof.row;
  if (after) await tellApplication(scope, () => after(verified, ctx.request));
  if (!signsIn) return DONE;
  if (session !== null && session.user.id === verified.id)
    await setSessionCookie(ctx, { session: session.session, user: verified });
  else await signInUser(ctx, verified, { id: "email-verification", provesEmail: true });
  return DONE;
}
