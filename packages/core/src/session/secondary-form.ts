import type { CopiedFields } from "../context/session-places";
import { constantTimeEqual } from "../crypto/equal";
import type { Row, SecondaryStorage } from "../types";
import type { SessionAndUser } from "./session-row";

/** A session as the list of a user's active sessions names it. */
export interface ActiveSession {
  /** As stored. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Where the list of a user's active sessions stands. */
export function listKey(userId: string): string {
  return `active-sessions-${userId}`;
}

/** Where it stands when all sessions of a user ended: those that are not newer are over. */
export function markerKey(userId: string): string {
  return `revoked-sessions-before-${userId}`;
}

/** Whole seconds that are left; 0 when it is over. */
export function secondsUntil(milliseconds: number): number {
  return Math.max(0, Math.floor((milliseconds - Date.now()) / 1000));
}

/** Storages give back the text, or what their client made of it. */
function parse(found: unknown): unknown {
  if (typeof found !== "string") return found;
  try {
    return JSON.parse(found);
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Dates are text in JSON. `false` when one of them is none. */
function reviveDates(row: Row, fields: readonly string[]): boolean {
  for (const field of fields) {
    const value = row[field];
    if (value === null || value === undefined) continue;
    const date = new Date(value as string);
    if (Number.isNaN(date.getTime())) return false;
    row[field] = date;
  }
  return true;
}

/**
 * Reads the copy of a session with its user. `null` for anything that is not the copy of this very session: what a
 * storage holds under a key may be something else, cut off, or of somebody else's making.
 *
 * @param token as stored: the key
 */
export function readPair(found: unknown, token: string, fields: CopiedFields): SessionAndUser | null {
  const value = parse(found);
  if (!isRow(value) || !isRow(value.session) || !isRow(value.user)) return null;
  const session: Row = { ...value.session };
  const user: Row = { ...value.user };
  if (typeof session.token !== "string" || !constantTimeEqual(session.token, token)) return null;
  if (typeof session.userId !== "string" || session.userId !== user.id) return null;
  if (!reviveDates(session, fields.sessionDates) || !reviveDates(user, fields.userDates)) return null;
  if (!(session.expiresAt instanceof Date) || !(session.createdAt instanceof Date)) return null;
  for (const field of fields.session) session[field] ??= null;
  return { session, user } as unknown as SessionAndUser;
}

/** Writes the copy of a session with its user. Fields of the session that are nothing are left out. */
export function pairText({ session, user }: SessionAndUser): string {
  const told = Object.entries(session).filter(([, value]) => value !== null);
  return JSON.stringify({ session: Object.fromEntries(told), user });
}

/** Reads the list of a user's active sessions; what is no entry, or over, is left out. */
export function readEntries(found: unknown): ActiveSession[] {
  const value = parse(found);
  if (!Array.isArray(value)) return [];
  const now = Date.now();
  return value
    .filter((entry): entry is ActiveSession => isRow(entry) && typeof entry.token === "string")
    .filter(({ expiresAt }) => typeof expiresAt === "number" && expiresAt > now)
    .map(({ token, expiresAt }) => ({ token, expiresAt }));
}

/** Reads when all sessions of a user ended, in milliseconds; 0 when that never was. */
export function readMarker(found: unknown): number {
  const milliseconds = Number(found ?? 0);
  return Number.isFinite(milliseconds) ? milliseconds : 0;
}

/** Writes the list of a user's active sessions, the first to end first; an empty one is removed. */
export async function writeEntries(
  storage: SecondaryStorage,
  userId: string,
  entries: readonly ActiveSession[],
): Promise<void> {
  const sorted = [...entries].sort((a, b) => a.expiresAt - b.expiresAt);
  const ttl = secondsUntil(sorted.at(-1)?.expiresAt ?? 0);
  if (ttl === 0) await storage.delete(listKey(userId));
  else await storage.set(listKey(userId), JSON.stringify(sorted), ttl);
}
