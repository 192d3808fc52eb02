import { generateRandomString } from "@better-auth/core/crypto";
import { APIError } from "@better-auth/core/error";
import { clearPendingSignIn, putTogether, readPendingSignIn, takeTogether } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext, SignInFactor, Verification } from "@better-auth/core/types";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";

/** The pending cookie. */
export const CHALLENGE_COOKIE = "two_factor";

/** Strict, so that no other signed value is taken for one. Behind the name stands what the first step was but a password. */
const FORM = /^2fa-[\w-]{20}(?:!(mailed|other))?$/;
const MOST_FAILURES = 5;

/** A sign-in that owes its second step. */
export interface Challenge {
  readonly identifier: string;
  readonly userId: string;
  /** The first step proved that somebody reads the user's mail. */
  readonly isMailed: boolean;
  /** The first step was the password that the user has had since then, or since before; `null` when it was none. */
  readonly passwordSince: Date | null;
  readonly createdAt: Date;
}

/** A challenge that nobody else can answer until it is put back. */
export interface TakenChallenge extends Challenge {
  /** Wrong codes so far. */
  readonly failures: number;
  readonly expiresAt: Date;
}

const attemptsOf = (identifier: string) => `2fa-attempts-${identifier}`;

/** What a sign-in is refused with that is not, or no longer, pending. */
export const invalid = () => APIError.from("UNAUTHORIZED", TWO_FACTOR_ERROR_CODES.INVALID_TWO_FACTOR_COOKIE);

/**
 * What stands for a challenge in the store: whose it is, and how many wrong codes there were. The row changes no more than the
 * password that it rests on, so the time of that one's last change is its own.
 */
function valuesOf({
  identifier,
  userId,
  failures,
  passwordSince,
  createdAt,
  expiresAt,
}: Omit<TakenChallenge, "isMailed">) {
  return [
    { identifier: attemptsOf(identifier), value: String(failures), createdAt, expiresAt },
    { identifier, value: userId, createdAt, updatedAt: passwordSince ?? createdAt, expiresAt },
  ];
}

function firstStepOf({ provesEmail, password }: SignInFactor): string {
  if (provesEmail === true) return "!mailed";
  return password === undefined ? "!other" : "";
}

/** Keeps whose sign-in is pending, and gives the name of it. */
export async function openChallenge(
  ctx: GenericEndpointContext,
  { userId, factor, seconds }: { userId: string; factor: SignInFactor; seconds: number },
): Promise<string> {
  const identifier = `2fa-${generateRandomString(20)}${firstStepOf(factor)}`;
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + seconds * 1000);
  const passwordSince = factor.password?.since ?? null;
  for (const value of valuesOf({ identifier, userId, failures: 0, passwordSince, createdAt, expiresAt })) {
    await ctx.context.internalAdapter.createVerificationValue(value);
  }
  return identifier;
}

/** @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE */
async function readIdentifier(ctx: GenericEndpointContext): Promise<string> {
  const identifier = await readPendingSignIn(ctx, CHALLENGE_COOKIE);
  if (identifier === null || !FORM.test(identifier)) throw invalid();
  return identifier;
}

/** @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE for one whose time is over */
function challengeOf(identifier: string, row: Verification | null | undefined) {
  if (!row || row.expiresAt.getTime() <= Date.now()) throw invalid();
  const firstStep = FORM.exec(identifier)?.[1];
  const { value: userId, createdAt, updatedAt, expiresAt } = row;
  const passwordSince = firstStep === undefined ? updatedAt : null;
  return { identifier, userId, isMailed: firstStep === "mailed", passwordSince, createdAt, expiresAt };
}

/**
 * The sign-in that the browser has begun. Reading is not spending.
 * @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE
 */
export async function findChallenge(ctx: GenericEndpointContext): Promise<Challenge> {
  const identifier = await readIdentifier(ctx);
  return challengeOf(identifier, await ctx.context.internalAdapter.findVerificationValue(identifier));
}

/**
 * Takes the sign-in that the browser has begun: of parallel tries one is judged at a time, so that its limit holds and it
 * ends in one session. Whoever does not use it up puts it back.
 *
 * @throws {APIError} 401 INVALID_TWO_FACTOR_COOKIE; 400 TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE, and then it is over
 */
export async function takeChallenge(ctx: GenericEndpointContext): Promise<TakenChallenge> {
  const identifier = await readIdentifier(ctx);
  const [row, attempts] = await takeTogether(ctx, [identifier, attemptsOf(identifier)]);
  const challenge = challengeOf(identifier, row);
  // Without its count a challenge is worth nothing: nobody knows how often it was tried.
  if (!attempts) throw invalid();
  const failures = Number(attempts.value);
  if (!(failures < MOST_FAILURES)) {
    clearPendingSignIn(ctx, CHALLENGE_COOKIE);
    throw APIError.from("BAD_REQUEST", TWO_FACTOR_ERROR_CODES.TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE);
  }
  return { ...challenge, failures };
}

/** Puts a challenge back for another try, together with its count. */
export async function putBack(ctx: GenericEndpointContext, challenge: TakenChallenge, failures: number): Promise<void> {
  await putTogether(ctx, valuesOf({ ...challenge, failures }));
}
