import { createAuthEndpoint, formCsrfMiddleware } from "@better-auth/core/api";
import { parseUserOutput } from "@better-auth/core/db";
import { APIError, isAPIError } from "@better-auth/core/error";
import { canonicalEmail, isEmail, parseNewUserFields, reportFailedSignIn } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { nameField, plainText } from "../name-field";
import { signInByMail } from "../sign-in-by-mail";
import { spendCode } from "./code";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import type { EmailOTPRules } from "./rules";
import type { SignInEmailOTPBody } from "./types";

const FACTOR = "email-otp";

const signInBody = z.looseObject({
  email: z.string(),
  otp: z.string(),
  name: z.optional(nameField),
  image: z.optional(plainText),
});

/** What somebody new is made from, or what is wrong with it. Whether there is somebody new, the code has to show first. */
function readNewUser(
  ctx: GenericEndpointContext,
  body: SignInEmailOTPBody,
): { fields: Record<string, unknown> } | { problem: APIError } {
  try {
    return { fields: { ...parseNewUserFields(ctx, body), name: body.name ?? "", image: body.image } };
  } catch (error) {
    if (isAPIError(error)) return { problem: error };
    throw error;
  }
}

/** Runs what may refuse a code, and raises the failed sign-in. */
async function raisingFailure(ctx: GenericEndpointContext, email: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = isAPIError(error) ? error.body?.code : undefined;
    if (reason) await reportFailedSignIn(ctx, { factor: FACTOR, reason, identifier: email });
    throw error;
  }
}

/** Signs in by a code, and makes a user where there is none and the options let it. */
export function makeSignInEndpoints(rules: EmailOTPRules) {
  /** The fields of somebody new are wrong: known people sign in, others keep the code for another try. */
  async function requireKnown(ctx: GenericEndpointContext, email: string, otp: string, problem: APIError) {
    await spendCode(ctx, { type: "sign-in", email }, otp, rules, { keep: true });
    if ((await ctx.context.internalAdapter.findUserByEmail(email)) === null) throw problem;
  }

  return {
    signInEmailOTP: createAuthEndpoint(
      "/sign-in/email-otp",
      {
        method: "POST",
        operationId: "signInWithEmailOTP",
        body: signInBody,
        use: [formCsrfMiddleware],
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const { otp } = ctx.body;
        if (!isEmail(ctx.body.email)) throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.INVALID_OTP);
        const email = canonicalEmail(ctx.body.email);
        const newUser = rules.opensSignUp ? readNewUser(ctx, ctx.body) : null;
        await raisingFailure(ctx, email, async () => {
          if (newUser !== null && "problem" in newUser) await requireKnown(ctx, email, otp, newUser.problem);
          await spendCode(ctx, { type: "sign-in", email }, otp, rules);
        });
        const fields = newUser !== null && "fields" in newUser ? newUser.fields : false;
        const { code: refused } = EMAIL_OTP_ERROR_CODES.INVALID_OTP;
        const done = await signInByMail(ctx, { email, factor: FACTOR, newUser: fields }, refused);
        if (done === null) throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.INVALID_OTP);
        const { user, signIn } = done;
        return {
          token: signIn.status === "issued" ? signIn.session.token : null,
          user: parseUserOutput(ctx.context.options, user),
        };
      },
    ),
  };
}
