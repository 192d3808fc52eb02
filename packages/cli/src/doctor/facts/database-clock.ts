import type { BetterAuthOptions } from "@better-auth/core/types";
import { withinLimit } from "./time-limit";

/** How far the clock of somebody else is from ours. */
export interface ClockReading {
  /** Milliseconds; positive when theirs is ahead. */
  readonly ahead: number;
  /** Milliseconds that the reading may be wrong by. */
  readonly uncertainty: number;
}

interface Client {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  release(): void;
}

/** Seconds since the epoch, as every reading of PostgreSQL gives them, whatever its time zone is. */
const ASK = "select extract(epoch from clock_timestamp()) as seconds";

/** How to ask the database; `null` where its clock is this machine's, or where nothing is known of it. */
function queryOf(database: NonNullable<BetterAuthOptions["database"]>): (() => Promise<unknown>) | null {
  const pool = database as { connect?(): Promise<Client>; end?: unknown };
  if (typeof pool.connect === "function" && typeof pool.end === "function") {
    return async () => {
      const client = await (pool as Required<typeof pool>).connect();
      try {
        return (await client.query(ASK)).rows[0]?.seconds;
      } finally {
        client.release();
      }
    };
  }
  if (typeof database !== "object" || !("db" in database) || database.type !== "postgres") return null;
  // A compiled query as Kysely's own `sql` makes it.
  const raw = { sql: ASK, parameters: [], query: { kind: "RawNode", sqlFragments: [ASK], parameters: [] } };
  return async () => {
    const { rows } = (await database.db.executeQuery(raw as never)) as { rows?: { seconds?: unknown }[] };
    return rows?.[0]?.seconds;
  };
}

/** The reading of a clock that was asked from `sent` to `received`, in milliseconds. */
export function compareClocks(theirs: number, sent: number, received: number, resolution = 0): ClockReading {
  const uncertainty = (received - sent) / 2 + resolution / 2;
  return { ahead: theirs + resolution / 2 - (sent + received) / 2, uncertainty };
}

/** Asks a PostgreSQL server for its time. `null` where that cannot be known, or matters to nobody. */
export async function readDatabaseClock(
  database: NonNullable<BetterAuthOptions["database"]>,
): Promise<ClockReading | null> {
  const query = queryOf(database);
  if (query === null) return null;
  try {
    // Opens the connection, which is not what is to be measured.
    await withinLimit(query());
    const sent = Date.now();
    const seconds = Number(await withinLimit(query()));
    return Number.isFinite(seconds) ? compareClocks(seconds * 1000, sent, Date.now()) : null;
  } catch {
    return null;
  }
}
