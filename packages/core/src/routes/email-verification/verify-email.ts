import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES, isAPIError } from "../../error";
import type { GenericEndpointContext } from "../../types";
import { withQuery } from "../../url/with-query";
import { type OpenedEmailLink, openEmailToken } from "../../user-lifecycle/email-link";
import { verifyAddress } from "../../user-lifecycle/verify-address";
import * as z from "../../validation/zod";
import { confirmChange, makeChange, makeUnprovenChange } from "./change-address";
import { DONE, refused, type Visit } from "./outcome";

const verifyEmailQuery = z.object({
  token: z.string(),
  callbackURL: z.optional(z.string()),
});

async function visitToVerify(ctx: GenericEndpointContext, link: { email: string; userId?: string | undefined }) {
  const proof = await verifyAddress(ctx, link);
  return proof.status === "refused" ? refused(proof.code) : DONE;
}

async function visit(ctx: GenericEndpointContext, link: OpenedEmailLink): Promise<Visit> {
  // RFC 9110 §9.3.2: HEAD is for looking. Scanners of mail send it; an answer of 405 would make many of them try GET.
  if (ctx.request?.method === "HEAD") return DONE;
  switch (link.purpose) {
    case "verify":
      return visitToVerify(ctx, link);
    case "confirm-change":
      return confirmChange(ctx, link);
    case "change":
      return makeChange(ctx, link);
    case "change-unproven":
      return makeUnprovenChange(ctx, link);
  }
}

/** A person who follows a link sees a page, not JSON: also when something refuses by a throw, as of somebody who is banned. */
async function visitToSee(ctx: GenericEndpointContext, link: OpenedEmailLink): Promise<Visit> {
  try {
    return await visit(ctx, link);
  } catch (error) {
    const code = isAPIError(error) ? error.body?.code : undefined;
    if (!ctx.query.callbackURL || code === undefined) throw error;
    throw ctx.redirect(withQuery(ctx.query.callbackURL, "error", code));
  }
}

/**
 * Where links in mails lead to: proves an address, or takes a change of address one step on. With a `callbackURL` it
 * redirects there, with `?error=` and a code when the link does not work. HEAD is answered like the visit of a link that
 * was used before: it changes nothing, calls none of the user's functions, and signs nobody in.
 */
export const verifyEmail = createAuthEndpoint(
  "/verify-email",
  { method: "GET", operationId: "verifyEmail", query: verifyEmailQuery },
  async (ctx) => {
    const { token, callbackURL } = ctx.query;
    const opened = await openEmailToken(token, ctx.context.secretConfig);
    const outcome =
      opened.status === "valid"
        ? await visitToSee(ctx, opened.link)
        : refused(opened.status === "expired" ? "TOKEN_EXPIRED" : "INVALID_TOKEN");

    if (outcome.status === "refused") {
      if (callbackURL) throw ctx.redirect(withQuery(callbackURL, "error", outcome.code));
      throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES[outcome.code]);
    }
    if (callbackURL) throw ctx.redirect(callbackURL);
    return { status: true, user: outcome.user };
  },
);
