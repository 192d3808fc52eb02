import { getMigrations, type MigrationResult } from "@better-auth/core/db/migration";
import type { Project } from "../config/open-project";
import { Failure } from "../failure";
import type { Terminal } from "../terminal/terminal";
import type { Plan } from "./describe-plan";
import { messageOf } from "./message-of";

const CHECK_DATABASE =
  "Check that it is there and answers, and the address, the name, the user and the password that it is asked with.";

/**
 * Compares the configuration with its database, and says which one that is.
 *
 * @param place the database in words
 * @param onMigrated told what running the migrations has changed
 * @throws {Failure} when it cannot be compared
 */
export async function compareDatabase(
  project: Project,
  place: string,
  terminal: Terminal,
  onMigrated?: (done: Plan) => void,
): Promise<MigrationResult> {
  const step = terminal.step("Comparing with the database");
  try {
    const migrations = await getMigrations(project.options, { onMigrated });
    step.done(`${terminal.paint.quiet("Database")}       ${place}`);
    return migrations;
  } catch (error) {
    step.clear();
    throw new Failure(`The database (${place}) could not be compared with ${project.configName}: ${messageOf(error)}`, {
      // What the core says of the options names the mend itself.
      ...(error instanceof Error && error.name === "BetterAuthError" ? {} : { mend: CHECK_DATABASE }),
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
