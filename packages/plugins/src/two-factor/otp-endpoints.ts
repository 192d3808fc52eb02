import { createAuthEndpoint, getAuthoritativeSessionFromCtx } from "@better-auth/core/api";
import { generateRandomString } from "@better-auth/core/crypto";
import { APIError } from "@better-auth/core/error";
import { sendMail, storeCode, tryCode } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { findChallenge } from "./challenge";
import { accept, changeEnrolment } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import { underLockout } from "./lockout";
import { takesOTP } from "./requirement";
import type { TwoFactorRules } from "./rules";
import { otpKeyOf, type SecondStep, subjectOf, verify } from "./second-step";
import type { UserWithTwoFactor } from "./types";

const identifierOf = (otpKey: string) => `2fa-otp-${otpKey}`;
const notEnabled = () => APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.OTP_NOT_ENABLED);

/** @throws {APIError} for a code that is not right */
async function spendOTP(ctx: GenericEndpointContext, { otp }: TwoFactorRules, otpKey: string, code: string) {
  const { form, allowedAttempts } = otp;
  const verdict = await tryCode(ctx, { identifier: identifierOf(otpKey), code, form, allowedAttempts });
  if (verdict === "right") return;
  if (verdict === "wrong") throw APIError.from("UNAUTHORIZED", TWO_FACTOR_ERROR_CODES.INVALID_CODE);
  throw APIError.from(
    "BAD_REQUEST",
    verdict === "too-many-attempts"
      ? TWO_FACTOR_ERROR_CODES.TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE
      : TWO_FACTOR_ERROR_CODES.OTP_HAS_EXPIRED,
  );
}

/** Who gets a code, and what it is kept under: whoever is signed in, else whose sign-in the browser has begun. */
async function findReceiver(
  ctx: GenericEndpointContext,
  rules: TwoFactorRules,
): Promise<{ user: UserWithTwoFactor; otpKey: string }> {
  const current = await getAuthoritativeSessionFromCtx(ctx);
  if (current !== null) return { user: current.user, otpKey: otpKeyOf(current) };
  const challenge = await findChallenge(ctx);
  const { user, enrolment } = await subjectOf(ctx, challenge);
  if (!takesOTP(rules, enrolment, challenge.isMailed)) throw notEnabled();
  return { user, otpKey: challenge.identifier };
}

/** Codes that are sent. */
export function makeOTPEndpoints(rules: TwoFactorRules) {
  const { send, digits, expiresIn, form } = rules.otp;

  const judgeFor = (ctx: GenericEndpointContext, code: string): SecondStep["judge"] => {
    return async ({ user, enrolment }, asked) => {
      if (asked.isSigningIn && send && !takesOTP(rules, enrolment, asked.challenge.isMailed)) throw notEnabled();
      const isOn = user.twoFactorEnabled === true;
      // Until two-factor is on, the code's own limit is all there is to count.
      const counting = isOn ? (enrolment ?? (await changeEnrolment(ctx, user, () => null))) : null;
      const spend = () => spendOTP(ctx, rules, asked.otpKey, code);
      if (counting === null) await spend();
      else {
        await underLockout(ctx, rules, counting, spend);
        await accept(ctx, counting, {});
      }
      return isOn ? null : () => null;
    };
  };

  return {
    sendTwoFactorOTP: createAuthEndpoint(
      "/two-factor/send-otp",
      { method: "POST", body: z.optional(z.object({ trustDevice: z.optional(z.boolean()) })) },
      async (ctx) => {
        if (!send) {
          ctx.context.logger.error("twoFactor: expected a function as `otpOptions.sendOTP`, so no code can be sent.");
          throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.OTP_NOT_CONFIGURED, {
            message: "otp isn't configured",
          });
        }
        const { user, otpKey } = await findReceiver(ctx, rules);
        const otp = generateRandomString(digits, "0-9");
        await storeCode(ctx, { identifier: identifierOf(otpKey), code: otp, expiresIn, form });
        await sendMail(ctx, async () => send({ user, otp }, ctx), { isHidden: false });
        return { status: true };
      },
    ),
    verifyTwoFactorOTP: createAuthEndpoint(
      "/two-factor/verify-otp",
      { method: "POST", body: z.object({ code: z.string(), trustDevice: z.optional(z.boolean()) }) },
      async (ctx) => {
        const { code, trustDevice } = ctx.body;
        return verify(ctx, rules, { factor: "otp", judge: judgeFor(ctx, code), hasOwnLimit: true, trustDevice });
      },
    ),
  };
}
