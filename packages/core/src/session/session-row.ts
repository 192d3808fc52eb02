import type { Session, SessionPair } from "../types";
import type { UserRow } from "../user/store";

/** A session with additional fields and fields of plugins. */
export type SessionRow = Session & Record<string, unknown>;
/** A session and its user. */
export type SessionAndUser = SessionPair<SessionRow, UserRow>;
