import { createAuthEndpoint, sensitiveSessionMiddleware } from "@better-auth/core/api";
import { constantTimeEqual, symmetricDecrypt } from "@better-auth/core/crypto";
import { APIError } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { confirmOwner, passwordFieldOf } from "./confirm-owner";
import { accept, type Enrolment, findEnrolment, hasTOTP } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import { underLockout } from "./lockout";
import type { TwoFactorRules } from "./rules";
import { type SecondStep, verify } from "./second-step";
import { codeAt, stepAt, stepOf, totpURI } from "./totp";

const notConfigured = () =>
  APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TOTP_NOT_CONFIGURED, { message: "totp isn't configured" });
const notEnabled = () => APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TOTP_NOT_ENABLED);

const invalidCode = () => APIError.from("UNAUTHORIZED", TWO_FACTOR_ERROR_CODES.INVALID_CODE);

const secretOf = (ctx: GenericEndpointContext, { secret }: Enrolment) =>
  symmetricDecrypt({ key: ctx.context.secretConfig, data: secret });

/**
 * Spends a code. RFC 6238 §5.2: a code is taken once. So its time step takes the place of an earlier one, or nothing.
 * @throws {APIError} 401 INVALID_CODE
 */
async function spendTOTP(
  ctx: GenericEndpointContext,
  { totp }: TwoFactorRules,
  enrolment: Enrolment,
  code: string,
): Promise<void> {
  const step = await stepOf(code, await secretOf(ctx, enrolment), totp, Date.now());
  const lastTotpStepAt = new Date((step ?? 0) * totp.period * 1000);
  const isFirst = [
    { field: "lastTotpStepAt", value: null, connector: "OR" as const },
    { field: "lastTotpStepAt", value: lastTotpStepAt, operator: "lt" as const, connector: "OR" as const },
    // Of this very secret, not of one that took its place.
    { field: "secret", value: enrolment.secret },
  ];
  if (step === null || !(await accept(ctx, enrolment, { lastTotpStepAt, verified: true }, isFirst))) {
    throw invalidCode();
  }
}

/** Codes of an authenticator app. */
export function makeTOTPEndpoints(rules: TwoFactorRules) {
  const stepFor = (ctx: GenericEndpointContext, code: string): SecondStep["judge"] => {
    return async ({ user, enrolment }, { isSigningIn }) => {
      // While it is set up, a code only counts for whoever sets it up.
      if (enrolment === null || enrolment.secret === "" || (isSigningIn && !hasTOTP(enrolment))) throw notEnabled();
      await underLockout(ctx, rules, enrolment, (counted) => spendTOTP(ctx, rules, counted, code));
      if (user.twoFactorEnabled === true && enrolment.verified !== false) return null;
      return (now) => {
        // Another secret has taken its place since, which has shown no code.
        if (now === null || !constantTimeEqual(now.secret, enrolment.secret)) throw invalidCode();
        return null;
      };
    };
  };
  return {
    generateTOTP: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ secret: z.string().check(z.minLength(1)) }) },
      async (ctx) => {
        if (rules.totp.isDisabled) throw notConfigured();
        return { code: await codeAt(ctx.body.secret, stepAt(Date.now(), rules.totp), rules.totp) };
      },
    ),
    getTOTPURI: createAuthEndpoint(
      "/two-factor/get-totp-uri",
      {
        method: "POST",
        body: z.object({ password: passwordFieldOf(rules.passwordless.uri) }),
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        if (rules.totp.isDisabled) throw notConfigured();
        const { user } = ctx.context.session;
        const enrolment = await findEnrolment(ctx, user.id);
        if (enrolment === null || enrolment.secret === "") throw notEnabled();
        await confirmOwner(ctx, user.id, rules.passwordless.uri);
        const labels = { issuer: rules.issuer || ctx.context.appName, account: user.email };
        return { totpURI: totpURI(await secretOf(ctx, enrolment), rules.totp, labels) };
      },
    ),
    verifyTOTP: createAuthEndpoint(
      "/two-factor/verify-totp",
      { method: "POST", body: z.object({ code: z.string(), trustDevice: z.optional(z.boolean()) }) },
      async (ctx) => {
        if (rules.totp.isDisabled) throw notConfigured();
        const { code, trustDevice } = ctx.body;
        return verify(ctx, rules, { factor: "totp", judge: stepFor(ctx, code), trustDevice });
      },
    ),
  };
}
