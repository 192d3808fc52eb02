import type { Scope } from "../context/scope";
import { refreshUserCopies } from "../session/store";
import type { Row } from "../types";
import { type UserRow, updateUser as updateUserRow } from "../user/store";

/**
 * Changes a user, and the copies of it that sessions carry. `null` when a hook stopped it or the user is gone.
 * Everything that changes a user comes through here.
 */
export async function updateUser(scope: Scope, id: string, changes: Row): Promise<UserRow | null> {
  const updated = await updateUserRow(scope, id, changes);
  if (updated !== null) await refreshUserCopies(scope, updated);
  return updated;
}
