import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "@better-auth/core/error";
import type { PluginHook } from "@better-auth/core/types";
import { mailCode } from "./mail";
import type { EmailOTPRules } from "./rules";

/**
 * Mails a code to whoever has signed up. Where the answer hides that an address is taken, its owner gets one, too: both do
 * the same work, and the owner learns that somebody tried.
 */
export function afterSignUp(rules: EmailOTPRules): PluginHook {
  return {
    paths: ["/sign-up/email"],
    handler: createAuthMiddleware(async (ctx) => {
      const { returned } = ctx.context;
      if (isAPIError(returned)) return;
      const { token, user } = (returned ?? {}) as { token?: string | null; user?: { email?: unknown } };
      if (typeof user?.email !== "string") return;
      const target = { type: "email-verification", email: user.email } as const;
      await mailCode(ctx, target, rules, { isMailed: true, isHidden: !token });
    }),
  };
}
