import { openProject, type Project } from "../config/open-project";
import { Failure } from "../failure";
import { adapterIdOf, BUILT_IN } from "../migration/adapter-id";
import { compareDatabase, UP_TO_DATE, warnOfProblems } from "../migration/compare";
import { closeDatabase, describeDatabase } from "../migration/database";
import { describePlan, isEmpty, summarize } from "../migration/describe-plan";
import { type ExitCode, exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import type { Run } from "./command";

async function check(place: string, project: Project, terminal: Terminal): Promise<ExitCode> {
  const migrations = await compareDatabase(project, place, terminal);
  warnOfProblems(migrations, terminal);
  if (isEmpty(migrations)) {
    terminal.print(`Up to date: ${UP_TO_DATE}`);
    return exitCode.done;
  }
  for (const line of describePlan(migrations, terminal.paint)) terminal.print(line);
  throw new Failure(`The database lacks ${summarize(migrations)} that ${project.configName} needs.`, {
    mend: [
      ...migrations.unsafeChanges.map(({ message }) => message),
      "Add what is missing with migrate, or write it as SQL with generate.",
    ],
  });
}

/** Compares the database with the configuration, for CI: fails with the plan when something is missing. Writes nothing. */
export const run: Run = async (flags, terminal) => {
  const project = await openProject(flags, terminal);
  const { database } = project.options;
  const id = adapterIdOf(project.options);
  if (!database || id === null) {
    throw new Failure(`${project.configName} names no database: there is nothing to check.`, {
      mend: 'Name one, as in betterAuth({ database: new DatabaseSync("sqlite.db") }).',
    });
  }
  if (id !== BUILT_IN) {
    throw new Failure(
      `${project.configName} keeps its rows with the adapter "${id}", whose schema is not checked here.`,
      {
        mend: "Check it with that adapter's own tools. check schema is for the built-in adapter: SQLite, PostgreSQL, MySQL, Kysely.",
      },
    );
  }
  try {
    return await check(describeDatabase(database, project.folder), project, terminal);
  } finally {
    await closeDatabase(database);
  }
};
