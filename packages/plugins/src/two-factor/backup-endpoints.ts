import { createAuthEndpoint, sensitiveSessionMiddleware } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { fromStored, makeBackupCodes, spendBackupCode, toStored } from "./backup-codes";
import { confirmOwner, passwordFieldOf } from "./confirm-owner";
import { changeEnrolment, findEnrolment } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import { underLockout } from "./lockout";
import type { TwoFactorRules } from "./rules";
import { type SecondStep, verify } from "./second-step";

const notEnabled = () => APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.BACKUP_CODES_NOT_ENABLED);

const isOff = () => APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TWO_FACTOR_NOT_ENABLED);

/** Codes that were written down. */
export function makeBackupEndpoints(rules: TwoFactorRules) {
  const judgeFor = (ctx: GenericEndpointContext, code: string): SecondStep["judge"] => {
    return async ({ enrolment }) => {
      if (enrolment === null || enrolment.backupCodes === "") throw notEnabled();
      await underLockout(ctx, rules, enrolment, (counted) => spendBackupCode(ctx, rules, counted, code));
      return null;
    };
  };
  return {
    verifyBackupCode: createAuthEndpoint(
      "/two-factor/verify-backup-code",
      {
        method: "POST",
        body: z.object({
          code: z.string(),
          disableSession: z.optional(z.boolean()),
          trustDevice: z.optional(z.boolean()),
        }),
      },
      async (ctx) => {
        const { code, disableSession: withoutSession, trustDevice } = ctx.body;
        return verify(ctx, rules, { factor: "backup-code", judge: judgeFor(ctx, code), withoutSession, trustDevice });
      },
    ),
    generateBackupCodes: createAuthEndpoint(
      "/two-factor/generate-backup-codes",
      {
        method: "POST",
        body: z.object({ password: passwordFieldOf(rules.passwordless.backupCodes) }),
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { user } = ctx.context.session;
        if (user.twoFactorEnabled !== true) throw isOff();
        await confirmOwner(ctx, user.id, rules.passwordless.backupCodes);
        const codes = makeBackupCodes(rules);
        const backupCodes = await toStored(ctx, rules, codes);
        await changeEnrolment(ctx, user, (_, held) => {
          if (held.twoFactorEnabled !== true) throw isOff();
          return { backupCodes };
        });
        return { status: true, backupCodes: codes };
      },
    ),
    viewBackupCodes: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ userId: z.coerce.string() }) },
      async (ctx) => {
        const enrolment = await findEnrolment(ctx, ctx.body.userId);
        if (enrolment === null || enrolment.backupCodes === "") throw notEnabled();
        const backupCodes = await fromStored(ctx, rules, enrolment.backupCodes);
        if (backupCodes === null) throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.INVALID_BACKUP_CODE);
        return { status: true, backupCodes };
      },
    ),
  };
}
