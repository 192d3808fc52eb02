import { signInWithProvider } from "../../account-linking/sign-in-with-provider";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { factsWithEmail, spendProof } from "../../missing-email/email-proof";
import type { WaitingSignIn } from "../../missing-email/waiting";
import { asRedirect, errorRedirect } from "../../oauth-state/error-redirect";
import { showState } from "../../oauth-state/server-context";
import { reportFailedSignIn } from "../../sign-in/report-failure";
import type { GenericEndpointContext } from "../../types";
import * as z from "../../validation/zod";
import { findProvider } from "./find-provider";

/** Signs in, or up, with the address that was proved, as the provider's callback would have. Gives where that leads. */
async function finish(ctx: GenericEndpointContext, waiting: WaitingSignIn, email: string): Promise<string> {
  const { callbackURL, newUserURL, errorURL, requestSignUp } = waiting.way;
  const provider = findProvider(ctx, waiting.providerId);
  if (provider === undefined) throw errorRedirect(ctx, "oauth_provider_not_found", errorURL);
  if (waiting.state !== null) await showState(ctx, waiting.state);
  const done = await signInWithProvider(ctx, factsWithEmail(waiting, provider, email), { requestSignUp, callbackURL });
  if (done.status === "refused") throw errorRedirect(ctx, done.error, errorURL);
  return (done.status === "signed-in" && done.isNewUser && newUserURL) || callbackURL;
}

/**
 * Where the mail of `/sign-in/social/email` leads: proves the address, and finishes the sign-in that waits for it in this
 * browser. In another one it does nothing, and leads to the page that asks, with `error`.
 */
export const signInSocialEmailCallback = createAuthEndpoint(
  "/sign-in/social/email/callback",
  {
    method: "GET",
    operationId: "finishSocialSignInWithEmail",
    query: z.object({ token: z.string() }),
    requireHeaders: true,
    metadata: { isAction: false },
  },
  async (ctx) => {
    const page = ctx.context.options.account?.missingEmail?.page;
    // RFC 9110 §9.3.2: HEAD is for looking. Scanners of mail send it.
    if (ctx.request?.method === "HEAD") throw ctx.redirect(page ?? `${ctx.context.baseURL}/error`);
    const spent = await spendProof(ctx, ctx.query.token);
    if (spent.status !== "proved") {
      const reason = spent.status === "wrong" ? "invalid_token" : "pending_sign_in_not_found";
      await reportFailedSignIn(ctx, { factor: "social-email", reason });
      throw errorRedirect(ctx, reason, page);
    }
    const { waiting, email } = spent;
    const target = await finish(ctx, waiting, email).catch((error: unknown) => {
      throw asRedirect(ctx, error, waiting.way.errorURL);
    });
    throw ctx.redirect(target);
  },
);
