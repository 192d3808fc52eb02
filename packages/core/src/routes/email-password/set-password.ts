import { checkPasswordLength } from "../../account/password-rules";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { createPassword } from "../../user-lifecycle/create-password";
import * as z from "../../validation/zod";

/** Gives a password to whoever is signed in and has none. Only the server may ask: there is no route. */
export const setPassword = createAuthEndpoint.serverOnly(
  { method: "POST", body: z.object({ newPassword: z.string() }), use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const { newPassword } = ctx.body;
    checkPasswordLength(newPassword, ctx.context);
    const hash = await ctx.context.password.hash(newPassword);
    if (!(await createPassword(scopeOf(ctx), ctx.context.session.user, hash))) {
      throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.PASSWORD_ALREADY_SET);
    }
    return { status: true };
  },
);
