import { checkPasswordSize } from "../../account/password-rules";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { recordAuthentication } from "../../session/freshness";
import * as z from "../../validation/zod";

/** Whether whoever is signed in knows the password. If so, the session counts as fresh from now on. */
export const verifyPassword = createAuthEndpoint(
  "/verify-password",
  {
    method: "POST",
    operationId: "verifyPassword",
    body: z.object({ password: z.string() }),
    metadata: { scope: "server" },
    use: [sensitiveSessionMiddleware],
  },
  async (ctx) => {
    const { session, user } = ctx.context.session;
    const { password } = ctx.context;
    checkPasswordSize(ctx.body.password, password.config.maxPasswordLength);
    await password.checkPassword(user.id, ctx);
    await recordAuthentication(scopeOf(ctx), session);
    return { status: true };
  },
);
