import { getCurrentAuthContext } from "@better-auth/core/context";
import { BetterAuthError } from "@better-auth/core/error";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { mailCode } from "./mail";
import type { EmailOTPRules } from "./rules";

/**
 * Puts a code in the place of the core's link. A function of the application's own goes before it.
 *
 * @param options the instance's own so far
 * @throws {BetterAuthError} where the core is to change addresses by links: a code for an address that is nobody's yet
 *   changes nothing
 */
export function codesInsteadOfLinks(options: BetterAuthOptions, rules: EmailOTPRules): Partial<BetterAuthOptions> {
  if (options.emailVerification?.sendVerificationEmail) return {};
  if (options.user?.changeEmail?.enabled === true) {
    throw new BetterAuthError(
      "emailOTP: expected `user.changeEmail.enabled` to be off with `overrideDefaultEmailVerification`, because its mails are links. Change addresses by codes, with `emailOTP({ changeEmail: { enabled: true } })`, or set `emailVerification.sendVerificationEmail`.",
    );
  }
  return {
    emailVerification: {
      async sendVerificationEmail({ user }) {
        // The core calls it where a mail is sent, in a call: there it may take its time.
        const ctx = await getCurrentAuthContext();
        const target = { type: "email-verification", email: user.email } as const;
        await mailCode(ctx, target, rules, { isMailed: true, isHidden: true });
      },
    },
  };
}
