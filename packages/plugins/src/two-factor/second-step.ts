import { getAuthoritativeSessionFromCtx } from "@better-auth/core/api";
import { parseUserOutput, type UserRow } from "@better-auth/core/db";
import { APIError, BASE_ERROR_CODES, isAPIError } from "@better-auth/core/error";
import { renewOwnSession, reportFailedSignIn, resumeSignIn } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext, ProvedPassword } from "@better-auth/core/types";
import { CHALLENGE_COOKIE, type Challenge, invalid, putBack, type TakenChallenge, takeChallenge } from "./challenge";
import {
  type ChangeOfEnrolment,
  changeEnrolment,
  findEnrolment,
  findSubject,
  inTransaction,
  type PendingSubject,
  type Subject,
} from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import { isWrongCode } from "./lockout";
import { REQUIREMENT } from "./requirement";
import type { TwoFactorRules } from "./rules";
import { trustDevice } from "./trusted-device";

type SignedIn = NonNullable<Awaited<ReturnType<typeof getAuthoritativeSessionFromCtx>>>;

/** Where a code is typed: at the end of a sign-in, or by somebody who is signed in. */
export type Asked =
  | { readonly isSigningIn: true; readonly challenge: TakenChallenge; readonly otpKey: string }
  | { readonly isSigningIn: false; readonly otpKey: string };

/** What becomes of a code. */
export interface SecondStep {
  /** The kind of code, for events. */
  readonly factor: string;
  /**
   * Judges and spends the code; throws an APIError for one that is not right.
   * @returns what turning two-factor on writes, for somebody who is signed in; `null` when the code does not turn it on
   */
  judge(subject: Subject, asked: Asked): Promise<ChangeOfEnrolment | null>;
  /** Wrong codes are counted with the code that was sent, so that another one can be sent; not with the sign-in. */
  readonly hasOwnLimit?: boolean | undefined;
  readonly trustDevice?: boolean | undefined;
  /** Signs nobody in. */
  readonly withoutSession?: boolean | undefined;
}

/** What a code that is sent to somebody who is signed in is kept under. */
export const otpKeyOf = ({ user, session }: SignedIn): string => `${user.id}!${session.id}`;

/**
 * Turns two-factor on, and gives the browser another session: the one so far was made with one factor.
 * @param values for the row of the plugin's table
 */
export function turnOn(ctx: GenericEndpointContext, current: SignedIn, values: ChangeOfEnrolment = () => null) {
  return inTransaction(ctx, async () => {
    const { user } = current;
    await changeEnrolment(ctx, user, (enrolment, held) => {
      const isOn = held.twoFactorEnabled === true && enrolment !== null;
      return isOn ? values(enrolment, held) : { ...values(enrolment, held), enabledAt: new Date() };
    });
    const updated = await ctx.context.internalAdapter.updateUser(user.id, { twoFactorEnabled: true });
    if (updated === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_UPDATE_USER);
    return renewOwnSession(ctx, { session: current.session, user: updated });
  });
}

async function verifySignedIn(ctx: GenericEndpointContext, current: SignedIn, step: SecondStep) {
  const { user } = current;
  const subject = { user, enrolment: await findEnrolment(ctx, user.id) };
  const turningOn = await step.judge(subject, { isSigningIn: false, otpKey: otpKeyOf(current) });
  return turningOn ? turnOn(ctx, current, turningOn) : current;
}

/** The password of the first step. @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE when it was changed since */
function passwordOf({ accounts }: PendingSubject, passwordSince: Date | null): ProvedPassword | undefined {
  if (passwordSince === null) return undefined;
  const account = accounts.find(({ providerId }) => providerId === "credential");
  if (account === undefined || account.updatedAt > passwordSince) throw invalid();
  return { accountId: account.id, since: account.updatedAt };
}

/**
 * Whose sign-in is pending, and the password that it rests on. A password that was changed since ends it; so does two-factor
 * that was turned off since, and perhaps on again: whoever has proved the address may have done that, and the first step is
 * of the time before.
 *
 * @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE
 */
export async function subjectOf(
  ctx: GenericEndpointContext,
  { userId, passwordSince, createdAt }: Challenge,
): Promise<Subject & { readonly password: ProvedPassword | undefined }> {
  const subject = await findSubject(ctx, userId);
  const enabledAt = subject?.enrolment?.enabledAt;
  if (subject?.user.twoFactorEnabled !== true || (enabledAt && enabledAt > createdAt)) throw invalid();
  return { ...subject, password: passwordOf(subject, passwordSince) };
}

/** Judges a code of a sign-in that was taken. Unless it is right, the sign-in can be tried again. */
async function judgeSignIn(ctx: GenericEndpointContext, challenge: TakenChallenge, step: SecondStep) {
  const { userId, identifier, failures } = challenge;
  try {
    const subject = await subjectOf(ctx, challenge);
    await step.judge(subject, { isSigningIn: true, challenge, otpKey: identifier });
    return subject;
  } catch (error) {
    const counts = isWrongCode(error) && step.hasOwnLimit !== true;
    await putBack(ctx, challenge, counts ? failures + 1 : failures);
    const reason = isAPIError(error) ? error.body?.code : undefined;
    if (reason) await reportFailedSignIn(ctx, { factor: step.factor, reason, userId });
    throw error;
  }
}

/** Tries a code: of whoever is signed in, else of the sign-in that the browser has begun. */
export async function verify(
  ctx: GenericEndpointContext,
  rules: TwoFactorRules,
  step: SecondStep,
): Promise<{ token?: string | undefined; user: Record<string, unknown> }> {
  const output = (user: UserRow) => parseUserOutput(ctx.context.options, user);
  const current = await getAuthoritativeSessionFromCtx(ctx);
  if (current !== null) {
    const { session, user } = await verifySignedIn(ctx, current, step);
    return { token: session.token, user: output(user) };
  }
  const challenge = await takeChallenge(ctx);
  const { user, password } = await judgeSignIn(ctx, challenge, step);
  if (step.withoutSession === true) return { user: output(user) };
  const factor = { id: step.factor, satisfies: [REQUIREMENT], password };
  const refusal = TWO_FACTOR_ERROR_CODES.INVALID_TWO_FACTOR_COOKIE;
  const signIn = await resumeSignIn(ctx, user, factor, { cookie: CHALLENGE_COOKIE, refusal });
  if (step.trustDevice === true) await trustDevice(ctx, rules, user.id);
  return { token: signIn.status === "issued" ? signIn.session.token : undefined, user: output(user) };
}
