import { generateRandomString } from "@better-auth/core/crypto";
import { APIError } from "@better-auth/core/error";
import { type CodeVerdict, readCode, storeCode, tryCode } from "@better-auth/core/lifecycle";
import type { ErrorCode, GenericEndpointContext } from "@better-auth/core/types";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import type { EmailOTPRules } from "./rules";
import type { EmailOTPType } from "./types";

/** What a code is for, and whom it is sent to. */
export interface CodeTarget {
  readonly type: EmailOTPType;
  /** Canonical. */
  readonly email: string;
  /** Whose address it is to become: the code of a change works for the one who asked for it. */
  readonly userId?: string | undefined;
  /** The address that agreed to the change: once the user has another one, that would have to agree. */
  readonly agreedBy?: string | undefined;
}

/** The purpose stands first, so that no code opens another door. No address holds a colon. */
function identifierOf({ type, email, userId, agreedBy }: CodeTarget): string {
  if (userId === undefined) return `${type}-otp-${email}`;
  return agreedBy === undefined ? `${type}-otp-${userId}:${email}` : `${type}-otp-${userId}:${agreedBy}:${email}`;
}

/** The code that waits, with its time anew; `null` when there is none that may be sent again. */
async function renewed(ctx: GenericEndpointContext, target: CodeTarget, rules: EmailOTPRules): Promise<string | null> {
  const identifier = identifierOf(target);
  const waiting = await readCode(ctx, identifier, rules.form);
  if (waiting === null || waiting.code === null || waiting.attempts >= rules.allowedAttempts) return null;
  const expiresAt = new Date(Date.now() + rules.expiresIn * 1000);
  const kept = await ctx.context.internalAdapter.updateVerificationByIdentifier(identifier, { expiresAt });
  return kept && waiting.code;
}

/** Makes a code and stores it, or takes the one that waits where the options say so. */
export async function makeCode(ctx: GenericEndpointContext, target: CodeTarget, rules: EmailOTPRules): Promise<string> {
  const again = rules.sendsAgain ? await renewed(ctx, target, rules) : null;
  if (again !== null) return again;
  const { email, type } = target;
  const code = (await rules.generate?.({ email, type }, ctx)) || generateRandomString(rules.otpLength, "0-9");
  await storeCode(ctx, { identifier: identifierOf(target), code, expiresIn: rules.expiresIn, form: rules.form });
  return code;
}

/** The code that waits, for the server. `null` when there is none. */
export async function findCode(
  ctx: GenericEndpointContext,
  target: CodeTarget,
  rules: EmailOTPRules,
): Promise<{ code: string | null } | null> {
  return readCode(ctx, identifierOf(target), rules.form);
}

const REFUSALS: Readonly<Record<Exclude<CodeVerdict, "right">, ErrorCode>> = {
  none: EMAIL_OTP_ERROR_CODES.INVALID_OTP,
  wrong: EMAIL_OTP_ERROR_CODES.INVALID_OTP,
  expired: EMAIL_OTP_ERROR_CODES.OTP_EXPIRED,
  "too-many-attempts": EMAIL_OTP_ERROR_CODES.TOO_MANY_ATTEMPTS,
};

/**
 * Spends a code.
 *
 * @param settings.keep leaves a right one to be typed again; a wrong one counts all the same
 * @throws {APIError} 400 INVALID_OTP or OTP_EXPIRED; 403 TOO_MANY_ATTEMPTS
 */
export async function spendCode(
  ctx: GenericEndpointContext,
  target: CodeTarget,
  code: string,
  rules: EmailOTPRules,
  settings: { keep?: boolean } = {},
): Promise<void> {
  const { form, allowedAttempts } = rules;
  const identifier = identifierOf(target);
  const verdict = await tryCode(ctx, { identifier, code, form, allowedAttempts, keep: settings.keep });
  if (verdict === "right") return;
  throw APIError.from(verdict === "too-many-attempts" ? "FORBIDDEN" : "BAD_REQUEST", REFUSALS[verdict]);
}
