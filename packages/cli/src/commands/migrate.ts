import type { MigrationResult } from "@better-auth/core/db/migration";
import { openProject, type Project } from "../config/open-project";
import { Failure } from "../failure";
import { adapterIdOf, BUILT_IN } from "../migration/adapter-id";
import { compareDatabase, UP_TO_DATE, warnOfProblems } from "../migration/compare";
import { closeDatabase, describeDatabase } from "../migration/database";
import { describePlan, isEmpty, type Plan, summarize } from "../migration/describe-plan";
import { messageOf } from "../migration/message-of";
import { inPlaceOfMigrate } from "../migration/own-tools";
import { type ExitCode, exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import type { Run } from "./command";
import { isConfirmed, isYes } from "./confirmation";

/** What is said where another tool makes the tables. @throws {Failure} when nothing can be said about the adapter */
function adviceFor(id: string, project: Project): readonly string[] | null {
  if (id === BUILT_IN) return null;
  const advice = inPlaceOfMigrate(id);
  if (advice !== undefined) return advice;
  throw new Failure(`${project.configName} keeps its rows with the adapter "${id}", which migrate does not know.`, {
    mend: "Make the tables with the tools of that database. migrate is for the built-in adapter: SQLite, PostgreSQL, MySQL, Kysely.",
  });
}

function refuseUnsafe({ unsafeChanges }: Pick<MigrationResult, "unsafeChanges">): void {
  if (unsafeChanges.length === 0) return;
  throw new Failure("Nothing was migrated: what is there stands against it.", {
    mend: unsafeChanges.map(({ message }) => message),
  });
}

/** @param done what running them has changed; empty when another process had done it all */
async function carryOut(migrations: MigrationResult, done: () => Plan, terminal: Terminal): Promise<ExitCode> {
  const step = terminal.step(`Adding ${summarize(migrations)}`);
  const start = performance.now();
  try {
    await migrations.runMigrations();
  } catch (error) {
    step.clear();
    // Planned anew as it runs: rows may have come in since the plan was shown.
    if (error instanceof Error && "unsafeChanges" in error) refuseUnsafe(error as unknown as MigrationResult);
    throw new Failure(`The migration failed: ${messageOf(error)}`, {
      mend: "Nothing that was there has been changed. Mend the cause and run it again: it adds what is still missing.",
      cause: error,
    });
  }
  if (isEmpty(done())) {
    step.done(`Nothing to do: another migration came first, and ${UP_TO_DATE}`);
    return exitCode.done;
  }
  step.done(
    `${terminal.paint.added("Done")}           added ${summarize(done())} in ${Math.ceil(performance.now() - start)} ms`,
  );
  terminal.print(terminal.paint.quiet("Recorded       in the table better_auth_migration"));
  return exitCode.done;
}

async function migrate(
  place: string,
  flags: { isConfirmed: boolean },
  project: Project,
  terminal: Terminal,
): Promise<ExitCode> {
  let done: Plan | undefined;
  const migrations = await compareDatabase(project, place, terminal, (plan) => {
    done = plan;
  });
  warnOfProblems(migrations, terminal);
  if (isEmpty(migrations)) {
    terminal.print(`Nothing to do: ${UP_TO_DATE}`);
    return exitCode.done;
  }
  for (const line of describePlan(migrations, terminal.paint)) terminal.print(line);
  terminal.print();
  refuseUnsafe(migrations);
  const isAgreed = await isConfirmed(
    { question: `Carry this out on ${place}?`, refusal: "Nothing was migrated", isGiven: flags.isConfirmed },
    terminal,
  );
  return isAgreed ? carryOut(migrations, () => done ?? migrations, terminal) : exitCode.cancelled;
}

/** Brings the database to what the configuration needs: shows the plan, asks, carries it out. */
export const run: Run = async (flags, terminal) => {
  const project = await openProject(flags, terminal);
  const { database } = project.options;
  const id = adapterIdOf(project.options);
  if (!database || id === null) {
    throw new Failure(
      `${project.configName} names no database: its rows are kept in memory, and there is nothing to migrate.`,
      {
        mend: 'Name one, as in betterAuth({ database: new DatabaseSync("sqlite.db") }).',
      },
    );
  }
  const advice = adviceFor(id, project);
  if (advice !== null) {
    for (const line of advice) terminal.print(line);
    return exitCode.done;
  }
  try {
    const place = describeDatabase(database, project.folder);
    return await migrate(place, { isConfirmed: isYes(flags) }, project, terminal);
  } finally {
    await closeDatabase(database);
  }
};
