import { getCurrentAdapter, runWithTransaction } from "@better-auth/core/context";
import type { UserRow } from "@better-auth/core/db";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { holdUser } from "@better-auth/core/lifecycle";
import type { Account, DBTransactionAdapter, GenericEndpointContext } from "@better-auth/core/types";
import type { TwoFactorTable } from "./types";

/** The plugin's table. */
export const MODEL = "twoFactor";

/** A row of the plugin's table. */
export type Enrolment = TwoFactorTable;

/**
 * What to write into a user's row, given the row and the user as they are once they are held; `null` leaves the row as it is.
 * A throw changes nothing.
 */
export type ChangeOfEnrolment = (enrolment: Enrolment | null, user: UserRow) => Partial<Enrolment> | null;

/** Somebody, and what the plugin has of them. */
export interface Subject {
  readonly user: UserRow;
  readonly enrolment: Enrolment | null;
}

/** Somebody whose sign-in is pending. */
export interface PendingSubject extends Subject {
  readonly accounts: readonly Account[];
}

/** The adapter of the transaction that is open, or the instance's own. */
export function adapterOf(ctx: GenericEndpointContext): Promise<DBTransactionAdapter> {
  return getCurrentAdapter(ctx.context.adapter);
}

/** Runs work in a transaction. What fails after its commit is logged. */
export function inTransaction<T>(ctx: GenericEndpointContext, work: () => Promise<T>): Promise<T> {
  const { adapter, logger } = ctx.context;
  const onAfterCommitHookError = (error: unknown) => logger.error("After a commit, a hook failed.", error);
  return runWithTransaction(adapter, work, { onAfterCommitHookError });
}

/** What the plugin has of a user. */
export async function findEnrolment(ctx: GenericEndpointContext, userId: string): Promise<Enrolment | null> {
  const adapter = await adapterOf(ctx);
  return adapter.findOne<Enrolment>({ model: MODEL, where: [{ field: "userId", value: userId }] });
}

/** A user with their accounts, and what the plugin has of them: one statement. */
export async function findSubject(ctx: GenericEndpointContext, userId: string): Promise<PendingSubject | null> {
  const adapter = await adapterOf(ctx);
  const row = await adapter.findOne<UserRow & { [MODEL]?: Enrolment[] | null; account?: Account[] | null }>({
    model: "user",
    where: [{ field: "id", value: userId }],
    join: { [MODEL]: { limit: 1 }, account: true },
  });
  if (row === null) return null;
  const { [MODEL]: enrolments, account: accounts, ...user } = row;
  return { user: user as UserRow, enrolment: enrolments?.[0] ?? null, accounts: accounts ?? [] };
}

/** Whether there is an authenticator app, one that has shown a right code. */
export function hasTOTP(enrolment: Enrolment | null): boolean {
  return enrolment !== null && enrolment.secret !== "" && enrolment.verified !== false;
}

/**
 * Changes the row of a user, or makes it. Of parallel callers for one user each waits for the one before, so that there is
 * one row.
 *
 * @throws {APIError} 400 USER_NOT_FOUND when the user is gone by then; what `change` throws
 */
export function changeEnrolment(
  ctx: GenericEndpointContext,
  user: Pick<UserRow, "id" | "updatedAt">,
  change: ChangeOfEnrolment,
): Promise<Enrolment> {
  return inTransaction(ctx, async () => {
    const held = await holdUser(ctx, user);
    if (held === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.USER_NOT_FOUND);
    const adapter = await adapterOf(ctx);
    const enrolment = await findEnrolment(ctx, user.id);
    const values = change(enrolment, held);
    if (enrolment !== null) {
      if (values === null) return enrolment;
      const own = [{ field: "id", value: enrolment.id }];
      const changed = await adapter.update<Enrolment>({ model: MODEL, where: own, update: values });
      return changed ?? { ...enrolment, ...values };
    }
    // Empty stands for none: without an authenticator app there is still a place to count wrong codes.
    const row = {
      secret: "",
      backupCodes: "",
      verified: false,
      failedVerificationCount: 0,
      ...values,
      userId: user.id,
    };
    return adapter.create<Enrolment>({ model: MODEL, data: row });
  });
}

/**
 * Changes a row in one atomic step if it still is as the clauses say; `null` if it is not. A right code ends the count of
 * wrong ones.
 */
export async function accept(
  ctx: GenericEndpointContext,
  enrolment: Enrolment,
  changes: Partial<Enrolment>,
  where: Parameters<DBTransactionAdapter["incrementOne"]>[0]["where"] = [],
): Promise<Enrolment | null> {
  const adapter = await adapterOf(ctx);
  return adapter.incrementOne<Enrolment>({
    model: MODEL,
    where: [{ field: "id", value: enrolment.id }, ...where],
    increment: {},
    set: { failedVerificationCount: 0, lockedUntil: null, ...changes },
  });
}
