import type { LinkingError } from "../../account-linking/facts";
import { linkOwnAccount } from "../../account-linking/link-own-account";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { additionalParams } from "../../oauth2/authorization-params";
import { isFresh } from "../../session/freshness";
import type { LinkSocialResult } from "../../types";
import * as z from "../../validation/zod";
import { additionalData } from "./additional-data";
import { requireProvider } from "./find-provider";
import { factsOfIdToken, idTokenFields } from "./id-token";
import { providerName } from "./provider-name";
import { answerWith, startAtProvider } from "./start";

const linkSocialBody = z.object({
  callbackURL: z.optional(z.string()),
  provider: providerName,
  idToken: z.optional(z.object(idTokenFields)),
  requestSignUp: z.optional(z.boolean()),
  scopes: z.optional(z.array(z.string())),
  errorCallbackURL: z.optional(z.string()),
  disableRedirect: z.optional(z.boolean()),
  loginHint: z.optional(z.string()),
  additionalParams: z.optional(additionalParams),
  additionalData: z.optional(additionalData),
});

function refusalOf(error: LinkingError): APIError {
  switch (error) {
    case "account_already_linked_to_different_user":
      return APIError.from("CONFLICT", BASE_ERROR_CODES.SOCIAL_ACCOUNT_ALREADY_LINKED);
    case "email_does_not_match":
      return new APIError("UNAUTHORIZED", {
        code: "LINKING_DIFFERENT_EMAILS_NOT_ALLOWED",
        message: "Account not linked - different emails not allowed",
      });
    case "unable_to_link_account":
      return new APIError("UNAUTHORIZED", {
        code: "LINKING_NOT_ALLOWED",
        message: "Account not linked - linking not allowed",
      });
    case "session_not_fresh":
      return APIError.from("FORBIDDEN", BASE_ERROR_CODES.SESSION_NOT_FRESH);
    default:
      return new APIError("EXPECTATION_FAILED", {
        code: "LINKING_FAILED",
        message: "Account not linked - unable to create account",
      });
  }
}

/** Links an account at a provider to whoever is signed in; the session stays as it is. */
export const linkSocialAccount = createAuthEndpoint(
  "/link-social",
  {
    method: "POST",
    operationId: "linkSocialAccount",
    body: linkSocialBody,
    use: [sensitiveSessionMiddleware],
    requireHeaders: true,
  },
  async (ctx): Promise<LinkSocialResult> => {
    const { body } = ctx;
    const { session, user } = ctx.context.session;
    const provider = requireProvider(ctx, body.provider);
    if (body.idToken) {
      const facts = await factsOfIdToken(ctx, provider, body.idToken);
      const { id, email } = user;
      const done = await linkOwnAccount(ctx, facts, { id, email, isFresh: isFresh(scopeOf(ctx), session) });
      if (done.status === "refused") throw refusalOf(done.error);
      return { url: "", status: true, redirect: false };
    }
    const url = await startAtProvider(ctx, provider, body, { email: user.email, userId: user.id });
    return answerWith(ctx, url, body.disableRedirect);
  },
);
