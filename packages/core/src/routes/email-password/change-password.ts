import { requireOwnPassword } from "../../account/own-password";
import { checkPasswordLength } from "../../account/password-rules";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { readDontRemember } from "../../session/cookie";
import { recordAuthentication } from "../../session/freshness";
import { completeSignIn } from "../../sign-in/complete-sign-in";
import { changePassword as replacePassword } from "../../user-lifecycle/change-password";
import * as z from "../../validation/zod";

const changePasswordBody = z.object({
  newPassword: z.string(),
  currentPassword: z.string(),
  revokeOtherSessions: z.optional(z.boolean()),
});

/** Replaces the password of whoever is signed in and knows the old one. */
export const changePassword = createAuthEndpoint(
  "/change-password",
  { method: "POST", operationId: "changePassword", body: changePasswordBody, use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const current = ctx.context.session;
    const { newPassword, currentPassword, revokeOtherSessions } = ctx.body;
    checkPasswordLength(newPassword, ctx.context);
    const from = await requireOwnPassword(ctx, current.user.id, currentPassword);

    const to = await ctx.context.password.hash(newPassword);
    const dontRememberMe = await readDontRemember(scope);
    const renewed = await replacePassword(
      scope,
      current,
      { from, to },
      {
        revokeOtherSessions: revokeOtherSessions === true,
        dontRememberMe,
      },
    );
    if (renewed) await completeSignIn(ctx, renewed);
    else await recordAuthentication(scope, current.session);
    return { token: renewed?.session.token ?? null, user: scope.instance.outputFilters.user(current.user) };
  },
);
