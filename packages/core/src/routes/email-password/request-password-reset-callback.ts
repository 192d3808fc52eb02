import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { resolveWithQuery } from "../../url/with-query";
import { isResetTokenKnown } from "../../user-lifecycle/reset-password";
import * as z from "../../validation/zod";

/** Where the mailed link leads: on to the application's page, with the token, which stays unspent, or with an error. */
export const requestPasswordResetCallback = createAuthEndpoint(
  "/reset-password/:token",
  { method: "GET", operationId: "resetPasswordCallback", query: z.object({ callbackURL: z.string() }) },
  async (ctx): Promise<never> => {
    const { baseURL } = ctx.context;
    const { callbackURL } = ctx.query;
    const { token } = ctx.params;
    const isUsable = callbackURL !== "" && (await isResetTokenKnown(scopeOf(ctx), token));
    throw ctx.redirect(
      isUsable
        ? resolveWithQuery(callbackURL, baseURL, "token", token)
        : resolveWithQuery(callbackURL || `${baseURL}/error`, baseURL, "error", "INVALID_TOKEN"),
    );
  },
);
