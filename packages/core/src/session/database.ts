import type { Scope } from "../context/scope";
import { removeBetweenHooks } from "../store/write";
import type { Where } from "../types";
import type { UserRow } from "../user/store";
import type { SessionAndUser, SessionRow } from "./session-row";
import { formsOfToken, whereToken } from "./stored-token";

type JoinedRow = SessionRow & { user: UserRow | null };

function pairOf(found: JoinedRow | null): SessionAndUser | null {
  if (found === null || found.user === null || found.user === undefined) return null;
  const { user, ...session } = found;
  return { session: session as SessionRow, user };
}

/** The session of a caller's token with its user, in one statement. */
export async function findInDatabase(scope: Scope, token: string): Promise<SessionAndUser | null> {
  const { isHashed } = scope.instance.sessionPlaces;
  const found = await scope.adapter.findOne<JoinedRow>({
    model: "session",
    where: isHashed ? whereToken(await formsOfToken(scope, token)) : [{ field: "token", value: token }],
    join: { user: true },
  });
  const pair = pairOf(found);
  if (pair !== null && isHashed) pair.session.token = token;
  return pair;
}

/** The sessions with one of the stored forms, with their users, in one statement. Tokens are as stored. */
export async function findStored(scope: Scope, forms: readonly string[]): Promise<SessionAndUser[]> {
  if (forms.length === 0) return [];
  const found = await scope.adapter.findMany<JoinedRow>({
    model: "session",
    where: whereToken(forms),
    limit: forms.length,
    join: { user: true },
  });
  return found.map(pairOf).filter((pair) => pair !== null);
}

/** The rows of a user's sessions. Tokens are as stored. */
export async function listInDatabase(scope: Scope, userId: string, onlyActive: boolean): Promise<SessionRow[]> {
  const where: Where[] = [{ field: "userId", value: userId }];
  if (onlyActive) where.push(stillAlive());
  return scope.adapter.findMany<SessionRow>({ model: "session", where });
}

/** The stored tokens of all live sessions of a user. */
export async function listTokens(scope: Scope, userId: string): Promise<string[]> {
  const rows = await scope.adapter.findMany<{ token: string }>({
    model: "session",
    where: [{ field: "userId", value: userId }, stillAlive()],
    select: ["token"],
    limit: Number.MAX_SAFE_INTEGER,
  });
  return rows.map((row) => row.token);
}

/** The rows that have not expired. */
export function stillAlive(): Where {
  return { field: "expiresAt", value: new Date(), operator: "gt" };
}

/**
 * Ends the rows that match, between the delete-hooks, and gives them back: deletes them, or lets them expire where ended
 * sessions are preserved.
 */
export function endRows(scope: Scope, where: Where[]): Promise<SessionRow[]> {
  const matching = scope.instance.sessionPlaces.preserves ? [...where, stillAlive()] : where;
  return removeBetweenHooks<SessionRow>(scope, "session", matching, () => takeRows(scope, matching));
}

async function takeRows(scope: Scope, where: Where[]): Promise<SessionRow[]> {
  const { adapter, instance } = scope;
  const { preserves } = instance.sessionPlaces;
  if (!preserves && adapter.consumeMany) return adapter.consumeMany<SessionRow>({ model: "session", where });
  const rows = await adapter.findMany<SessionRow>({ model: "session", where, limit: Number.MAX_SAFE_INTEGER });
  const now = new Date();
  const count = preserves
    ? await adapter.updateMany({ model: "session", where, update: { expiresAt: now, updatedAt: now } })
    : await adapter.deleteMany({ model: "session", where });
  // Of parallel callers the others have ended nothing.
  return count === 0 ? [] : rows;
}
