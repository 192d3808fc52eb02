import { createAuthEndpoint, sensitiveSessionMiddleware } from "@better-auth/core/api";
import { generateRandomString, symmetricEncrypt } from "@better-auth/core/crypto";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { holdUser, renewOwnSession } from "@better-auth/core/lifecycle";
import * as z from "@better-auth/core/zod";
import { makeBackupCodes, toStored } from "./backup-codes";
import { confirmOwner, passwordFieldOf } from "./confirm-owner";
import { adapterOf, type ChangeOfEnrolment, changeEnrolment, hasTOTP, inTransaction, MODEL } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import type { TwoFactorRules } from "./rules";
import { turnOn } from "./second-step";
import { totpURI } from "./totp";
import { endTrust } from "./trusted-device";

const SECRET_LENGTH = 32;

/** Turning two-factor on and off. */
export function makeManageEndpoints(rules: TwoFactorRules) {
  const allowsPasswordless = rules.passwordless.manage;
  const password = passwordFieldOf(allowsPasswordless);
  return {
    enableTwoFactor: createAuthEndpoint(
      "/two-factor/enable",
      {
        method: "POST",
        body: z.object({
          password,
          method: z._default(z.enum(["otp", "totp"]), "totp"),
          // Half of a character that two UTF-16 units stand for has no place in a URI.
          issuer: z.optional(z.string().check(z.regex(/^\P{Surrogate}*$/u, "Invalid input: expected Unicode text"))),
        }),
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const current = ctx.context.session;
        const { user } = current;
        const { method } = ctx.body;
        const issuer = ctx.body.issuer || rules.issuer || ctx.context.appName;
        await confirmOwner(ctx, user.id, allowsPasswordless);
        if (method === "otp") {
          if (!rules.otp.send) throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.OTP_NOT_CONFIGURED);
          await turnOn(ctx, current);
          return { method };
        }
        if (rules.totp.isDisabled) throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TOTP_NOT_CONFIGURED);
        const secret = generateRandomString(SECRET_LENGTH);
        const backupCodes = makeBackupCodes(rules);
        const values = {
          secret: await symmetricEncrypt({ key: ctx.context.secretConfig, data: secret }),
          backupCodes: await toStored(ctx, rules, backupCodes),
          verified: rules.skipsVerification,
          lastTotpStepAt: null,
        };
        const unlessOn: ChangeOfEnrolment = (enrolment, held) => {
          if (held.twoFactorEnabled !== true || !hasTOTP(enrolment)) return values;
          throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TOTP_ALREADY_ENABLED);
        };
        if (rules.skipsVerification) await turnOn(ctx, current, unlessOn);
        else await changeEnrolment(ctx, user, unlessOn);
        return { method, totpURI: totpURI(secret, rules.totp, { issuer, account: user.email }), backupCodes };
      },
    ),
    disableTwoFactor: createAuthEndpoint(
      "/two-factor/disable",
      { method: "POST", body: z.object({ password }), use: [sensitiveSessionMiddleware] },
      async (ctx) => {
        const { session, user } = ctx.context.session;
        await confirmOwner(ctx, user.id, allowsPasswordless);
        await inTransaction(ctx, async () => {
          // As everybody does who changes the row: in another order two of them would wait for each other.
          await holdUser(ctx, user);
          const adapter = await adapterOf(ctx);
          await adapter.deleteMany({ model: MODEL, where: [{ field: "userId", value: user.id }] });
          const updated = await ctx.context.internalAdapter.updateUser(user.id, { twoFactorEnabled: false });
          if (updated === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_UPDATE_USER);
          await renewOwnSession(ctx, { session, user: updated });
        });
        await endTrust(ctx, rules, user.id);
        return { status: true };
      },
    ),
  };
}
