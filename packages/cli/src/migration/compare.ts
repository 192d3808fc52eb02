import { getMigrations, type MigrationResult } from "@better-auth/core/db/migration";
import type { Project } from "../config/open-project";
import { Failure } from "../failure";
import type { Terminal } from "../terminal/terminal";
import { messageOf } from "./message-of";

/**
 * Compares the configuration with its database, and says which one that is.
 *
 * @param place the database in words
 * @param mend what to do when it cannot be reached
 * @throws {Failure} when it cannot be compared
 */
export async function compareDatabase(
  project: Project,
  place: string,
  terminal: Terminal,
  mend: readonly string[] = [],
): Promise<MigrationResult> {
  const step = terminal.step("Comparing with the database");
  try {
    const migrations = await getMigrations(project.options);
    step.done(`${terminal.paint.quiet("Database")}       ${place}`);
    return migrations;
  } catch (error) {
    step.clear();
    throw new Failure(`The database (${place}) could not be compared with ${project.configName}: ${messageOf(error)}`, {
      mend,
      cause: error,
    });
  }
}

/** Says what about the database no migration mends. */
export function warnOfProblems({ schemaProblems }: Pick<MigrationResult, "schemaProblems">, terminal: Terminal): void {
  for (const { message } of schemaProblems) terminal.print(terminal.paint.warning(`  ${message}`));
}

/** What is said when there is nothing to add. */
export const UP_TO_DATE = "the database has every table, column and index that the configuration needs.";
