import type { Scope } from "../context/scope";
import { raiseEvent, withEvent } from "../events/raise";
import { createRow, createRowIfAbsent, deleteRows, type FirstWrite, updateRow } from "../store/write";
import type { Account, Row, User, Where } from "../types";
import { canonicalEmail } from "./email";

/** A user with additional fields and fields of plugins. */
export type UserRow = User & Record<string, unknown>;

/** What a new user is made from. */
export type NewUser = Partial<User> & { email: string } & Record<string, unknown>;

function newUserRow(user: NewUser): Row {
  const now = new Date();
  return { createdAt: now, updatedAt: now, emailVerified: false, ...user, email: canonicalEmail(user.email) };
}

/** Makes a user, unless the address is taken: of parallel callers one makes it. */
export async function createUserIfAbsent(scope: Scope, user: NewUser): Promise<FirstWrite<UserRow>> {
  return withEvent(scope, "user.created", async (inner) => {
    const written = await createRowIfAbsent<UserRow>(inner, "user", newUserRow(user), "email");
    if (written.status === "created") await raiseEvent(inner, "user.created", { user: written.row });
    return written;
  });
}

/** Makes a user. `null` when a hook stopped it. Rejects when the address is taken. */
export async function createUser(scope: Scope, user: NewUser): Promise<UserRow | null> {
  return withEvent(scope, "user.created", async (inner) => {
    const created = await createRow<UserRow>(inner, "user", newUserRow(user));
    if (created) await raiseEvent(inner, "user.created", { user: created });
    return created;
  });
}

/** The user with an id. */
export async function findUserById(scope: Scope, id: string): Promise<UserRow | null> {
  return scope.adapter.findOne<UserRow>({ model: "user", where: [{ field: "id", value: id }] });
}

/** The user with an address, and the accounts when asked for: one statement either way. */
export async function findUserByEmail(
  scope: Scope,
  email: string,
  settings: { includeAccounts?: boolean } = {},
): Promise<{ user: UserRow; accounts: (Account & Record<string, unknown>)[] } | null> {
  const where: Where[] = [{ field: "email", value: canonicalEmail(email) }];
  if (settings.includeAccounts !== true) {
    const user = await scope.adapter.findOne<UserRow>({ model: "user", where });
    return user && { user, accounts: [] };
  }
  const found = await scope.adapter.findOne<UserRow & { account: (Account & Record<string, unknown>)[] }>({
    model: "user",
    where,
    join: { account: true },
  });
  if (!found) return null;
  const { account, ...user } = found;
  return { user: user as UserRow, accounts: account ?? [] };
}

/** Changes a user. `null` when a hook stopped it or the user is gone. */
export async function updateUser(scope: Scope, id: string, changes: Row): Promise<UserRow | null> {
  return withEvent(scope, "user.updated", async (inner) => {
    const updated = await updateRow<UserRow>(inner, "user", [{ field: "id", value: id }], changes);
    const fields = Object.keys(changes).filter((field) => changes[field] !== undefined);
    if (updated) await raiseEvent(inner, "user.updated", { userId: id, fields });
    return updated;
  });
}

/** Deletes the user's row only; `user-lifecycle/` deletes all that belongs to it. */
export async function deleteUserRow(scope: Scope, id: string): Promise<boolean> {
  return withEvent(scope, "user.deleted", async (inner) => {
    const count = await deleteRows(inner, "user", [{ field: "id", value: id }]);
    if (count > 0) await raiseEvent(inner, "user.deleted", { userId: id });
    return count > 0;
  });
}
