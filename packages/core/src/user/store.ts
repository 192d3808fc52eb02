import type { Scope } from "../context/scope";
import { isRefusedValue } from "../database/refused-value";
import { APIError, BASE_ERROR_CODES } from "../error";
import { raiseEvent, withEvent } from "../events/raise";
import { faultOf } from "../fault/database-fault";
import { withoutValues } from "../fault/plain-error";
import { type Swap, swapRow } from "../store/swap";
import { createRow, createRowIfAbsent, type FirstWrite, removeRows, updateRow } from "../store/write";
import type { Account, Row, User, Where } from "../types";
import { canonicalEmail } from "./email";
import { refusalOfTaken } from "./taken";

/** A user with additional fields and fields of plugins. */
export type UserRow = User & Record<string, unknown>;

/** What a new user is made from. */
export type NewUser = Partial<User> & { email: string } & Record<string, unknown>;

/** A row with its address in the canonical form, also when a hook gave it another one: whoever has any other is never found. */
function withCanonicalEmail(row: Row): Row {
  return typeof row.email === "string" ? { ...row, email: canonicalEmail(row.email) } : row;
}

/** The row of a new user: the address in its canonical form, unverified unless told. */
export function newUserRow(user: NewUser): Row {
  const now = new Date();
  return { createdAt: now, updatedAt: now, emailVerified: false, ...user, email: canonicalEmail(user.email) };
}

/** Makes a user, unless the address is taken: of parallel callers one makes it. */
export async function createUserIfAbsent(scope: Scope, user: NewUser): Promise<FirstWrite<UserRow>> {
  return withEvent(scope, "user.created", async (inner) => {
    const written = await createRowIfAbsent<UserRow>(inner, "user", newUserRow(user), "email", withCanonicalEmail);
    if (written.status === "created") await raiseEvent(inner, "user.created", { user: written.row });
    return written;
  });
}

/**
 * Makes a user. `null` when a hook stopped it. Rejects when the address is taken.
 * @throws {APIError} 400 with the code of a plugin for a taken value of its field
 */
export async function createUser(scope: Scope, user: NewUser): Promise<UserRow | null> {
  try {
    return await withEvent(scope, "user.created", async (inner) => {
      const created = await createRow<UserRow>(inner, "user", newUserRow(user), withCanonicalEmail);
      if (created) await raiseEvent(inner, "user.created", { user: created });
      return created;
    });
  } catch (error) {
    throw await refusalOfTaken(scope, user, error);
  }
}

/** The user with an id. */
export async function findUserById(scope: Scope, id: string): Promise<UserRow | null> {
  return scope.adapter.findOne<UserRow>({ model: "user", where: [{ field: "id", value: id }] });
}

/** A user and the accounts to sign in with. */
export interface UserWithAccounts {
  user: UserRow;
  accounts: (Account & Record<string, unknown>)[];
}

/** One statement: a join. */
async function findWithAccounts(scope: Scope, where: Where[]): Promise<UserWithAccounts | null> {
  const found = await scope.adapter.findOne<UserRow & { account: UserWithAccounts["accounts"] | null }>({
    model: "user",
    where,
    join: { account: true },
  });
  if (!found) return null;
  const { account, ...user } = found;
  return { user: user as UserRow, accounts: account ?? [] };
}

/** The user with an id, with the accounts. */
export async function findUserWithAccounts(scope: Scope, id: string): Promise<UserWithAccounts | null> {
  return findWithAccounts(scope, [{ field: "id", value: id }]);
}

/** The user with an address, and the accounts when asked for: one statement either way. */
export async function findUserByEmail(
  scope: Scope,
  email: string,
  settings: { includeAccounts?: boolean } = {},
): Promise<UserWithAccounts | null> {
  const where: Where[] = [{ field: "email", value: canonicalEmail(email) }];
  if (settings.includeAccounts === true) return findWithAccounts(scope, where);
  const user = await scope.adapter.findOne<UserRow>({ model: "user", where });
  return user && { user, accounts: [] };
}

/**
 * Inside a transaction: holds a user's row until it ends, and changes nothing. Of two that decide by what belongs to a
 * user, the second waits here and then sees what the first did. Gives the count: 0 when the user is gone.
 */
export async function holdUser(scope: Scope, user: Pick<UserRow, "id" | "updatedAt">): Promise<number> {
  return scope.adapter.updateMany({
    model: "user",
    where: [{ field: "id", value: user.id }],
    update: { updatedAt: user.updatedAt },
  });
}

/**
 * A value that the database refuses, such as one that is taken in a unique field, is the caller's mistake. One that no
 * column holds is answered like that of any other route.
 */
async function updateOrRefuse(scope: Scope, id: string, changes: Row): Promise<UserRow | null> {
  try {
    return await updateRow<UserRow>(scope, "user", [{ field: "id", value: id }], changes, withCanonicalEmail);
  } catch (error) {
    if (!isRefusedValue(error) || faultOf(error) === "value") throw error;
    throw APIError.from("UNPROCESSABLE_ENTITY", BASE_ERROR_CODES.FAILED_TO_UPDATE_USER, {
      cause: withoutValues(error),
    });
  }
}

/**
 * Changes a user. `null` when a hook stopped it or the user is gone.
 * @throws {APIError} 422 FAILED_TO_UPDATE_USER for a value that the database refuses; 400 with the code of a plugin for a
 *   taken value of its field
 */
export async function updateUser(scope: Scope, id: string, changes: Row): Promise<UserRow | null> {
  try {
    return await withEvent(scope, "user.updated", async (inner) => {
      const updated = await updateOrRefuse(inner, id, changes);
      const fields = Object.keys(changes).filter((field) => changes[field] !== undefined);
      if (updated) await raiseEvent(inner, "user.updated", { userId: id, fields });
      return updated;
    });
  } catch (error) {
    throw await refusalOfTaken(scope, changes, error, id);
  }
}

/** Changes a user who still is as expected: of parallel callers who expect the same, one does. */
export async function swapUser(
  scope: Scope,
  id: string,
  expected: Readonly<Record<string, string | boolean>>,
  changes: Row,
): Promise<Swap<UserRow>> {
  const where: Where[] = Object.entries({ id, ...expected }).map(([field, value]) => ({ field, value }));
  return withEvent(scope, "user.updated", async (inner) => {
    const swap = await swapRow<UserRow>(inner, "user", where, changes, withCanonicalEmail);
    if (swap.status === "changed")
      await raiseEvent(inner, "user.updated", { userId: id, fields: Object.keys(changes) });
    return swap;
  });
}

/**
 * Deletes the user's row only; `user-lifecycle/` deletes all that belongs to it. `"missed"` when there was none, or
 * somebody else was faster; `"stopped"` when a hook keeps it.
 *
 * @param first takes away what belongs to it, once no hook keeps the user
 */
export async function deleteUserRow(
  scope: Scope,
  id: string,
  first: (scope: Scope) => Promise<void>,
): Promise<"deleted" | "missed" | "stopped"> {
  return withEvent(scope, "user.deleted", async (inner) => {
    const removed = await removeRows(inner, "user", [{ field: "id", value: id }], () => first(inner));
    if (removed === "stopped") return removed;
    if (removed === 0) return "missed";
    await raiseEvent(inner, "user.deleted", { userId: id });
    return "deleted";
  });
}
