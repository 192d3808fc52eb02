import { APIError, isAPIError } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import { adapterOf, type Enrolment, MODEL } from "./enrolment";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import type { TwoFactorRules } from "./rules";

type Lockout = NonNullable<TwoFactorRules["lockout"]>;

const WRONG: readonly string[] = [
  TWO_FACTOR_ERROR_CODES.INVALID_CODE.code,
  TWO_FACTOR_ERROR_CODES.INVALID_BACKUP_CODE.code,
];

/** Whether a code was judged, and wrong; anything else that is thrown is no guess. */
export function isWrongCode(error: unknown): boolean {
  return isAPIError(error) && error.body?.code !== undefined && WRONG.includes(error.body.code);
}

/**
 * Counts a try before it is judged, so that of any number of parallel tries no more are judged than the limit says. The try
 * that reaches the limit locks the account, until it turns out to be right.
 *
 * @returns the row as it is then; `null` when it is gone
 * @throws {APIError} 429 ACCOUNT_TEMPORARILY_LOCKED
 */
async function countTry(
  ctx: GenericEndpointContext,
  first: Enrolment,
  { most, seconds }: Lockout,
): Promise<Enrolment | null> {
  const adapter = await adapterOf(ctx);
  const own = { field: "id", value: first.id };
  let row: Enrolment | null = first;
  while (row !== null) {
    const now = Date.now();
    const { lockedUntil, failedVerificationCount: seen = null } = row;
    if (lockedUntil && lockedUntil.getTime() > now) {
      throw APIError.from("TOO_MANY_REQUESTS", TWO_FACTOR_ERROR_CODES.ACCOUNT_TEMPORARILY_LOCKED);
    }
    // A lock that is over forgets what led to it.
    const count: number = (lockedUntil ? 0 : (seen ?? 0)) + 1;
    const counted: Enrolment | null = await adapter.incrementOne<Enrolment>({
      model: MODEL,
      where: [own, { field: "failedVerificationCount", value: seen }],
      increment: {},
      set: { failedVerificationCount: count, lockedUntil: count >= most ? new Date(now + seconds * 1000) : null },
    });
    if (counted !== null) return counted;
    // Somebody counted between the read and the write.
    row = await adapter.findOne<Enrolment>({ model: MODEL, where: [own] });
  }
  return null;
}

/** Takes back what `countTry` did, for a try that was not judged. */
async function uncountTry(ctx: GenericEndpointContext, counted: Enrolment): Promise<void> {
  const adapter = await adapterOf(ctx);
  await adapter.incrementOne({
    model: MODEL,
    where: [
      { field: "id", value: counted.id },
      { field: "failedVerificationCount", value: 0, operator: "gt" },
    ],
    increment: { failedVerificationCount: -1 },
    ...(counted.lockedUntil ? { set: { lockedUntil: null } } : {}),
  });
}

/**
 * Lets a code be judged, unless the account had too many wrong ones: the one guard of every kind of code and of every place
 * where it is typed. A right code has to end the count itself (`accept`).
 *
 * @throws {APIError} 429 ACCOUNT_TEMPORARILY_LOCKED; what `judge` throws
 */
export async function underLockout<T>(
  ctx: GenericEndpointContext,
  { lockout }: TwoFactorRules,
  enrolment: Enrolment,
  judge: (enrolment: Enrolment) => Promise<T>,
): Promise<T> {
  const counted = lockout && (await countTry(ctx, enrolment, lockout));
  if (counted === null) return judge(enrolment);
  try {
    return await judge(counted);
  } catch (error) {
    if (!isWrongCode(error)) await uncountTry(ctx, counted);
    throw error;
  }
}
