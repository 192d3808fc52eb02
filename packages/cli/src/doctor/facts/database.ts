import { getMigrations, type MigrationResult } from "@better-auth/core/db/migration";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { adapterOf, BUILT_IN } from "../../migration/adapter-id";
import { describeDatabase } from "../../migration/database";
import { type ClockReading, readDatabaseClock } from "./database-clock";
import { foreignMessage } from "./foreign-message";
import { lookAtSqlite, type SqliteFacts } from "./sqlite";
import { withinLimit } from "./time-limit";

/** What the tables lack. */
export type TablePlan = Pick<
  MigrationResult,
  "toBeCreated" | "toBeAdded" | "toBeAddedIndexes" | "unsafeChanges" | "schemaProblems"
>;

/** What the database of a configuration answers. */
export interface DatabaseFacts {
  /** In words: "SQLite, auth.sqlite". `null` when the options name none. */
  readonly place: string | null;
  /** The id of the adapter; `null` when it could not be made. */
  readonly adapterId: string | null;
  /** Why it does not answer. */
  readonly mistake: string | null;
  /** `null` where the tables are another tool's. */
  readonly plan: TablePlan | null;
  readonly sqlite: SqliteFacts | null;
  readonly clock: ClockReading | null;
}

const NONE: DatabaseFacts = { place: null, adapterId: null, mistake: null, plan: null, sqlite: null, clock: null };

/** Asks the database of a configuration; only reads. */
export async function askDatabase(options: BetterAuthOptions, folder: string): Promise<DatabaseFacts> {
  const { database } = options;
  if (!database) return NONE;
  let adapterId: string | null = null;
  const place = describeDatabase(database, folder);
  try {
    const adapter = adapterOf(options);
    adapterId = adapter?.id ?? BUILT_IN;
    if (adapter !== null && adapterId !== BUILT_IN) {
      // Any question will do; nobody has this id.
      const where = [{ field: "id", value: "doctor" }];
      if (adapterId !== "memory") await withinLimit(adapter.findMany({ model: "user", where, limit: 1 }));
      return { ...NONE, place: `the adapter "${adapterId}"`, adapterId };
    }
    const sqlite = lookAtSqlite(database);
    const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await withinLimit(
      getMigrations(options),
    );
    const plan = { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems };
    return { place, adapterId, mistake: null, plan, sqlite, clock: await readDatabaseClock(database) };
  } catch (error) {
    const isOthers = adapterId !== null && adapterId !== BUILT_IN;
    return {
      ...NONE,
      place: isOthers ? `the adapter "${adapterId}"` : place,
      adapterId,
      mistake: foreignMessage(error),
    };
  }
}
