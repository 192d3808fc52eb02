import { runInAmbient } from "../context/ambient";
import { scopeOf } from "../context/scope";
import { getAuthoritativeSessionFromCtx } from "../guard/session";
import { signInUser } from "../sign-in/complete-sign-in";
import type { IssuedSession, PendingSignIn } from "../sign-in/issue-session";
import { setSessionCookie } from "../sign-in/set-session-cookie";
import type { BaseErrorCode, GenericEndpointContext } from "../types";
import { findUserByEmail, type UserRow } from "../user/store";
import { proveEmail } from "./prove-email";
import { tellApplication } from "./tell-application";

/** What proving an address came to. `signIn` is there when it signed in, where the options say that it does. */
export type AddressProof =
  | { readonly status: "refused"; readonly code: BaseErrorCode }
  | { readonly status: "done-before"; readonly user: UserRow }
  | { readonly status: "verified"; readonly user: UserRow; readonly signIn: IssuedSession | PendingSignIn | null };

const refused = (code: BaseErrorCode): AddressProof => ({ status: "refused", code });

/**
 * Proves an address, for whoever has just shown that they read its mail. Of any number of callers one does; only that one
 * calls the user's functions and signs in. Whoever comes later, or second in a race, finds it done.
 *
 * @param proof.userId whose address it was when the proof was made out
 */
export async function verifyAddress(
  ctx: GenericEndpointContext,
  proof: { email: string; userId?: string | undefined },
): Promise<AddressProof> {
  const scope = scopeOf(ctx);
  const options = scope.instance.options.emailVerification ?? {};
  const signsIn = options.autoSignInAfterVerification === true;
  const session = signsIn ? await getAuthoritativeSessionFromCtx(ctx) : null;
  const user = session?.user.email === proof.email ? session.user : (await findUserByEmail(scope, proof.email))?.user;
  if (!user) return refused("USER_NOT_FOUND");
  // The address has gone to somebody else since.
  if (proof.userId !== undefined && proof.userId !== user.id) return refused("INVALID_TOKEN");
  if (user.emailVerified) return { status: "done-before", user };

  const { beforeEmailVerification: before, afterEmailVerification: after } = options;
  if (before) await runInAmbient(scope, () => before(user, ctx.request));
  const proved = await proveEmail(scope, user);
  if (proved.status === "stopped") return refused("FAILED_TO_UPDATE_USER");
  if (proved.status === "missed") return { status: "done-before", user };
  const verified = proved.row;
  if (after) await tellApplication(scope, () => after(verified, ctx.request));
  if (!signsIn) return { status: "verified", user: verified, signIn: null };
  if (session !== null && session.user.id === verified.id) {
    await setSessionCookie(ctx, { session: session.session, user: verified });
    return { status: "verified", user: verified, signIn: null };
  }
  const signIn = await signInUser(ctx, verified, { id: "email-verification", provesEmail: true });
  return { status: "verified", user: verified, signIn };
}
