import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { databaseKind } from "./test-database";

/** How often in a row a race is run: one that is lost now and then is lost. */
const TIMES = Number(process.env.BETTER_AUTH_TEST_REPEAT ?? 1);
if (!Number.isInteger(TIMES) || TIMES < 1)
  throw new Error(
    `BETTER_AUTH_TEST_REPEAT: expected a whole number from 1; got ${process.env.BETTER_AUTH_TEST_REPEAT}.`,
  );

/** What a test that is a race is given: BETTER_AUTH_TEST_REPEAT says how often it has to pass, once unless told. */
export const RACE = { repeats: TIMES - 1, timeout: 30_000 * TIMES };

/** So many at once. */
export const FIFTY: readonly number[] = Array.from({ length: 50 }, (_, index) => index);

/** A file for a SQLite database, which goes when the test is over. */
export function makeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "better-auth-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "auth.db");
}

/** An empty database for a race, for `makeAuth`: a file, or what the server of this run has. */
export const raceDatabase = (): { file?: string } => (databaseKind === "sqlite" ? { file: makeFile() } : {});
