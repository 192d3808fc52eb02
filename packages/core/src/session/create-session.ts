import { clientAddress } from "../context/client-address";
import type { Scope } from "../context/scope";
import { writeAfterCommit } from "../context/transaction";
import { generateId } from "../crypto/random";
import { APIError, BASE_ERROR_CODES, isAPIError } from "../error";
import { raiseEvent, withEvent } from "../events/raise";
import { type Basis, createRowOn, holdBasis } from "../store/basis";
import { createRow, writeBetweenHooks } from "../store/write";
import type { Row, SecondaryStorage } from "../types";
import { clearEnded, copyFromDatabase, putSession, readRevokedBefore, renewCopy } from "./secondary";
import { defaultsOfExtraFields, settledRow, withDefaults } from "./secondary-row";
import type { SessionRow } from "./session-row";
import { createForBrowser, isStateless } from "./stateless";
import { storedToken } from "./stored-token";

/** Without "remember me" a session lives for a day, whatever the browser does with its cookie. */
const DAY_MS = 86_400_000;

/** How a new session is made. */
export interface NewSessionSettings {
  dontRememberMe?: boolean | undefined;
  /** Values of other fields. */
  override?: Row | undefined;
  /** Lets `override` set the token, the expiry and the user, too. */
  overrideAll?: boolean | undefined;
  /** What was proved, for the event. */
  factor?: string | undefined;
  /** What the session rests on: when that has changed since it was read, there is none. */
  basis?: Basis | undefined;
}

/** What a session would have rested on has changed since it was read: no store has it. */
export class BaselessSessionError extends Error {}

/**
 * Writes a session row. `null` when a hook stopped it; throws `BaselessSessionError`. Only `sign-in/` and `internal-adapter/` may import this file
 * (`tooling/checks/rules/owners.mjs`): whatever the factor is, the requirements are asked first.
 */
export async function createSession(
  scope: Scope,
  userId: string,
  settings: NewSessionSettings = {},
): Promise<SessionRow | null> {
  const { sessionConfig } = scope.instance.context;
  const { secondary } = scope.instance.sessionPlaces;
  const now = Date.now();
  const { id: _id, ...override } = settings.override ?? {};
  const isChosen = settings.overrideAll === true && typeof override.token === "string";
  const token = isChosen ? (override.token as string) : generateId(32);
  const stored = await storedToken(scope, token);
  const core = {
    token: stored,
    userId,
    expiresAt: new Date(now + (settings.dontRememberMe === true ? DAY_MS : sessionConfig.expiresIn * 1000)),
  };
  const owner = settings.overrideAll === true && typeof override.userId === "string" ? override.userId : userId;
  // Newer than the last end of all sessions of this user, whatever the clock of the server that ended them says.
  const start = secondary === null ? now : Math.max(now, (await lastEnd(scope, secondary, owner)) + 1);
  const row: Row = {
    ...defaultsOfExtraFields(scope),
    createdAt: new Date(start),
    updatedAt: new Date(start),
    ipAddress: clientAddress(scope) ?? "",
    userAgent: scope.call.headers?.get("user-agent") ?? "",
    ...core,
    ...override,
    ...(settings.overrideAll === true ? { token: stored } : core),
  };
  return withEvent(scope, "session.created", async (inner) => {
    const session = await writeSession(inner, row, settings.basis);
    if (session === null) return null;
    // The token is what a thief of the log would want.
    const { token: _token, ...told } = session;
    await raiseEvent(inner, "session.created", { session: told, factor: settings.factor ?? "plugin" });
    return session.token === stored ? { ...session, token } : session;
  });
}

/** When all sessions of a user ended last. Where the database decides who is signed in, a copy that is taken for over costs a read. */
async function lastEnd(scope: Scope, secondary: SecondaryStorage, userId: string): Promise<number> {
  try {
    return await readRevokedBefore(secondary, userId);
  } catch (error) {
    if (!scope.instance.sessionPlaces.fallsBack) throw error;
    scope.instance.logger.error("secondaryStorage: the last end of all sessions could not be read.", error);
    return 0;
  }
}

/** Writes the row of a table. `null` when a hook stopped it. */
async function writeRow(scope: Scope, row: Row, basis: Basis | undefined): Promise<SessionRow | null> {
  if (basis === undefined) return createRow<SessionRow>(scope, "session", row);
  const written = await createRowOn<SessionRow>(scope, "session", row, basis);
  if (written.status === "baseless") throw new BaselessSessionError();
  return written.status === "created" ? written.row : null;
}

/** Writes the row, and its copy; or the copy alone where there is no table of sessions; or nothing where cookies are all. */
async function writeSession(scope: Scope, row: Row, basis: Basis | undefined): Promise<SessionRow | null> {
  const { secondary, database, fallsBack } = scope.instance.sessionPlaces;
  if (secondary === null) return isStateless(scope) ? createForBrowser(scope, row) : writeRow(scope, row, basis);
  if (database) {
    const session = await writeRow(scope, row, basis);
    if (session === null) return null;
    if (fallsBack) await renewCopy(scope, secondary, session);
    else await store(scope, (outside) => copyFromDatabase(outside, secondary, session));
    return session;
  }
  const { create } = scope.instance.databaseHooks.session;
  return writeBetweenHooks<SessionRow>(scope, create, withDefaults(scope, row), async (made) => {
    const session = (await settledRow(scope, made)) as SessionRow;
    await store(scope, (outside) => putOn(outside, secondary, session, basis));
    return session;
  });
}

/**
 * Stores a session where the secondary storage is the only store. What it rests on is looked at when it is stored:
 * whoever changes that later sees the session, and ends it.
 */
async function putOn(scope: Scope, storage: SecondaryStorage, session: SessionRow, basis: Basis | undefined) {
  await putSession(scope, storage, session);
  if (basis === undefined || (await holdBasis(scope, basis))) return;
  await clearEnded(scope, storage, session.userId, new Set([session.token]));
  throw new BaselessSessionError();
}

/** A copy that decides who is signed in and could not be stored: there is no session, and the caller hears of it. */
function store(scope: Scope, write: (outside: Scope) => Promise<void>): Promise<void> {
  return writeAfterCommit(scope, async (outside) => {
    try {
      await write(outside);
    } catch (error) {
      if (isAPIError(error) || error instanceof BaselessSessionError) throw error;
      outside.instance.logger.error("secondaryStorage: a session could not be stored.", error);
      throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION, { cause: error });
    }
  });
}
