import { getMigrations, type MigrationResult } from "@better-auth/core/db/migration";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { openProject, type Project } from "../config/open-project";
import { Failure } from "../failure";
import { closeDatabase, describeDatabase } from "../migration/database";
import { describePlan, isEmpty, summarize } from "../migration/describe-plan";
import { type ExitCode, exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import type { Run } from "./command";
import { isConfirmed, isYes } from "./confirmation";

type Adapter = Extract<NonNullable<BetterAuthOptions["database"]>, (...args: never[]) => unknown>;

/** The id of the built-in adapter. */
const BUILT_IN = "kysely";

/** Adapters whose own tools make the tables, by the adapter's id. */
const ownTools: Readonly<Record<string, readonly string[]>> = {
  prisma: [
    "The tables of the Prisma adapter are Prisma's to make: describe them in your schema, then",
    "  npx prisma migrate dev",
  ],
  drizzle: [
    "The tables of the Drizzle adapter are drizzle-kit's to make: describe them in your schema, then",
    "  npx drizzle-kit generate && npx drizzle-kit migrate",
  ],
};

function messageOf(error: unknown): string {
  // Drivers that try several addresses give their errors as a list without a message.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Adapters are only known by their id. @throws {Failure} when it is one that nothing can be said about */
function adviceFor(adapter: Adapter, project: Project): readonly string[] | null {
  const { id } = adapter(project.options);
  if (id === BUILT_IN) return null;
  const advice = ownTools[id];
  if (advice !== undefined) return advice;
  throw new Failure(`${project.configName} keeps its rows with the adapter "${id}", which migrate does not know.`, {
    mend: "Make the tables with the tools of that database. migrate is for the built-in adapter: SQLite, PostgreSQL, MySQL, Kysely.",
  });
}

async function compare(project: Project, place: string, terminal: Terminal): Promise<MigrationResult> {
  const step = terminal.step("Comparing with the database");
  try {
    const migrations = await getMigrations(project.options);
    step.done(`${terminal.paint.quiet("Database")}       ${place}`);
    return migrations;
  } catch (error) {
    step.clear();
    throw new Failure(`The database (${place}) could not be compared with ${project.configName}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function refuseUnsafe({ unsafeChanges }: Pick<MigrationResult, "unsafeChanges">): void {
  if (unsafeChanges.length === 0) return;
  throw new Failure("Nothing was migrated: the rows that are there stand against it.", {
    mend: unsafeChanges.map(({ message }) => message),
  });
}

async function carryOut(migrations: MigrationResult, terminal: Terminal): Promise<ExitCode> {
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
  step.done(
    `${terminal.paint.added("Done")}           added ${summarize(migrations)} in ${Math.ceil(performance.now() - start)} ms`,
  );
  return exitCode.done;
}

async function migrate(
  place: string,
  flags: { isConfirmed: boolean },
  project: Project,
  terminal: Terminal,
): Promise<ExitCode> {
  const migrations = await compare(project, place, terminal);
  for (const { message } of migrations.schemaProblems) terminal.print(terminal.paint.warning(`  ${message}`));
  if (isEmpty(migrations)) {
    terminal.print("Nothing to do: the database has every table, column and index that the configuration needs.");
    return exitCode.done;
  }
  for (const line of describePlan(migrations, terminal.paint)) terminal.print(line);
  terminal.print();
  refuseUnsafe(migrations);
  const isAgreed = await isConfirmed(
    { question: `Carry this out on ${place}?`, refusal: "Nothing was migrated", isGiven: flags.isConfirmed },
    terminal,
  );
  return isAgreed ? carryOut(migrations, terminal) : exitCode.cancelled;
}

/** Brings the database to what the configuration needs: shows the plan, asks, carries it out. */
export const run: Run = async (flags, terminal) => {
  const project = await openProject(flags, terminal);
  const { database } = project.options;
  if (!database) {
    throw new Failure(
      `${project.configName} names no database: its rows are kept in memory, and there is nothing to migrate.`,
      {
        mend: 'Name one, as in betterAuth({ database: new DatabaseSync("sqlite.db") }).',
      },
    );
  }
  const advice = typeof database === "function" ? adviceFor(database, project) : null;
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
