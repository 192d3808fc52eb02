import { createAuthEndpoint, formCsrfMiddleware, getSessionFromCtx } from "@better-auth/core/api";
import { parseUserOutput } from "@better-auth/core/db";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { verifyAddress } from "@better-auth/core/lifecycle";
import * as z from "@better-auth/core/zod";
import { spendCode } from "./code";
import { readEmail } from "./email";
import type { EmailOTPRules } from "./rules";

/** Verifies an address by a code. */
export function makeVerifyEmailEndpoints(rules: EmailOTPRules) {
  return {
    verifyEmailOTP: createAuthEndpoint(
      "/email-otp/verify-email",
      {
        method: "POST",
        body: z.object({ email: z.string(), otp: z.string() }),
        use: [formCsrfMiddleware],
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const email = readEmail(ctx.body.email);
        await spendCode(ctx, { type: "email-verification", email }, ctx.body.otp, rules);
        const proof = await verifyAddress(ctx, { email });
        if (proof.status === "refused") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES[proof.code]);
        const { user } = proof;
        const signIn = proof.status === "verified" ? proof.signIn : null;
        const signsIn = ctx.context.options.emailVerification?.autoSignInAfterVerification === true;
        // Read after the proof, so that a copy of the user in the browser is made anew.
        const current = signIn === null ? await getSessionFromCtx(ctx, { disableCookieCache: true }) : null;
        const own = signsIn && current?.user.id === user.id ? current.session.token : null;
        return {
          status: true,
          token: signIn?.status === "issued" ? signIn.session.token : own,
          user: parseUserOutput(ctx.context.options, user),
        };
      },
    ),
  };
}
