import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BetterAuthOptions } from "@better-auth/core/types";

/** A SQLite database in a file of this machine. */
export interface SqliteFacts {
  /** Absolute; `null` for a database in memory. */
  readonly file: string | null;
  /** "wal", "delete", … */
  readonly journalMode: string;
  /** The file and its folder, which SQLite writes the journal to, can be written. */
  readonly isWritable: boolean;
}

interface Statement {
  all(): unknown;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** `null` for everything that is no database of better-sqlite3, node:sqlite or bun:sqlite. */
export function lookAtSqlite(database: BetterAuthOptions["database"]): SqliteFacts | null {
  const native = database as { prepare?(sql: string): Statement; exec?: unknown; batch?: unknown };
  // D1 prepares statements, too, and has `batch`.
  if (typeof native?.prepare !== "function" || typeof native.exec !== "function" || native.batch !== undefined) {
    return null;
  }
  const rows = (sql: string) => (native as Required<typeof native>).prepare(sql).all() as Record<string, unknown>[];
  const main = rows("pragma database_list").find(({ name }) => name === "main");
  const file = typeof main?.file === "string" && main.file !== "" ? resolve(main.file) : null;
  return {
    file,
    journalMode: String(Object.values(rows("pragma journal_mode")[0] ?? {})[0] ?? "unknown"),
    isWritable: file === null || (isWritable(file) && isWritable(dirname(file))),
  };
}
