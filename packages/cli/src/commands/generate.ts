import { resolve } from "node:path";
import type { DBAdapter } from "@better-auth/core/types";
import { openProject, type Project } from "../config/open-project";
import { Failure } from "../failure";
import { describeChange } from "../files/describe-change";
import { describeFiles } from "../files/describe-files";
import { type FileChange, isUnchanged, planFile, writeFile } from "../files/file-change";
import { planAdapterSchema } from "../generate/adapter-schema";
import { dialectNames, readDialect, type SqlDialect } from "../generate/dialect";
import type { GeneratedSchema, Generator } from "../generate/generator";
import { generatorOf, generators } from "../generate/generators";
import { findSameStep, outputPath, schemaOutput } from "../generate/output-path";
import { adapterIdOf, adapterOf, BUILT_IN } from "../migration/adapter-id";
import { UP_TO_DATE } from "../migration/compare";
import { closeDatabase, describeDatabase } from "../migration/database";
import { describePlan, summarize } from "../migration/describe-plan";
import { messageOf } from "../migration/message-of";
import { inPlaceOfGenerate } from "../migration/own-tools";
import { type ExitCode, exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import type { GivenFlags, Run } from "./command";
import { isConfirmed, isYes } from "./confirmation";

const textOf = (flag: GivenFlags[string]) => (typeof flag === "string" ? flag : undefined);

/** Asks, and writes. */
async function write(change: FileChange, isGiven: boolean, project: Project, terminal: Terminal): Promise<ExitCode> {
  const { paint } = terminal;
  terminal.print(["", ...describeFiles([change], paint), ""].join("\n"));
  if (isUnchanged(change)) {
    terminal.print("Nothing to do: the file says it already.");
    return exitCode.done;
  }
  for (const line of describeChange(change, paint)) terminal.print(line);
  const question =
    change.before === null ? `Write ${change.path}?` : `Write over ${change.path}, which is there already?`;
  if (!(await isConfirmed({ question, refusal: "Nothing was written", isGiven }, terminal))) return exitCode.cancelled;
  writeFile(project.folder, change);
  terminal.print(`${paint.added("Done")}           wrote ${change.path}`);
  return exitCode.done;
}

/** The database that the schema is for, in words. */
function placeOf(project: Project, generator: Generator, dialect: SqlDialect | undefined): string {
  const isBuiltIn = generator.id === BUILT_IN;
  if (dialect !== undefined) {
    return isBuiltIn ? `an empty one of ${dialectNames[dialect]}` : `${dialectNames[dialect]}, by ${generator.id}`;
  }
  if (!isBuiltIn) return `through the adapter "${generator.id}"`;
  const { database } = project.options;
  return database ? describeDatabase(database, project.folder) : "none";
}

async function generate(
  project: Project,
  generator: Generator,
  settings: { path: string; dialect: SqlDialect | undefined },
  terminal: Terminal,
): Promise<GeneratedSchema> {
  const { path, dialect } = settings;
  const place = placeOf(project, generator, dialect);
  const step = terminal.step("Generating the schema");
  try {
    const { before } = planFile(project.folder, path, (existing) => existing ?? "");
    const schema = await generator.generate({ options: project.options, dialect, folder: project.folder }, before);
    step.done(`${terminal.paint.quiet("Database")}       ${place}`);
    return schema;
  } catch (error) {
    step.clear();
    if (error instanceof Failure) throw error;
    throw new Failure(`The database (${place}) could not be compared with ${project.configName}: ${messageOf(error)}`, {
      mend: "SQL for an empty database asks none: --dialect sqlite, postgresql, mysql or mssql.",
      cause: error,
    });
  }
}

/** @throws {Failure} when nothing says which kind of schema is wanted */
function adapterIn(project: Project, flags: GivenFlags, dialect: SqlDialect | undefined): string {
  const id = textOf(flags.adapter) ?? adapterIdOf(project.options) ?? (dialect === undefined ? undefined : BUILT_IN);
  if (id === BUILT_IN && dialect === undefined && adapterIdOf(project.options) !== BUILT_IN) {
    throw new Failure(
      `${project.configName} names no database of the built-in adapter, so it is not known which SQL it takes.`,
      {
        mend: "Name its dialect: --dialect sqlite, postgresql, mysql or mssql.",
      },
    );
  }
  if (id !== undefined) return id;
  throw new Failure(`${project.configName} names no database: its rows are kept in memory, and need no schema.`, {
    mend: "Name one in the options, or its dialect with --dialect sqlite, postgresql, mysql or mssql.",
  });
}

/** Whether the adapter of the configuration writes its schema itself: unless another one or another database is named. */
function isOwnSchemaWanted(own: DBAdapter | null, flags: GivenFlags, dialect: SqlDialect | undefined): boolean {
  if (flags.adapter !== undefined) return flags.adapter === own?.id && dialect === undefined;
  return dialect === undefined || !generators.some(({ id }) => id === own?.id);
}

async function generateFor(project: Project, flags: GivenFlags, terminal: Terminal): Promise<ExitCode> {
  const dialect = readDialect(flags.dialect);
  const own = adapterOf(project.options);
  if (isOwnSchemaWanted(own, flags, dialect)) {
    const output = own === null ? undefined : schemaOutput(project, textOf(flags.output), own.id);
    const change = await planAdapterSchema(project.folder, output, project.options);
    if (change !== null) return write(change, isYes(flags), project, terminal);
  }
  const id = adapterIn(project, flags, dialect);
  const reason = inPlaceOfGenerate(id);
  if (reason !== undefined) {
    for (const line of reason) terminal.print(line);
    return exitCode.done;
  }
  const generator = generatorOf(id);
  const output = schemaOutput(project, textOf(flags.output), generator.id);
  const path = outputPath(project.folder, output, generator, new Date());
  const { code, plan, warnings } = await generate(project, generator, { path, dialect }, terminal);
  if (code === "") {
    terminal.print(`Nothing to do: ${UP_TO_DATE}`);
    return exitCode.done;
  }
  if (plan !== undefined) for (const line of describePlan(plan, terminal.paint)) terminal.print(line);
  for (const warning of warnings) terminal.print(terminal.paint.warning(`  ${warning}`));
  const same = generator.isStepwise ? findSameStep(project.folder, path, code) : undefined;
  const note = plan === undefined ? undefined : summarize(plan);
  return write(
    planFile(project.folder, same ?? path, () => code, note),
    isYes(flags),
    project,
    terminal,
  );
}

/** Writes the schema that the configuration needs to a file: shows what it says, asks, writes. */
export const run: Run = async (flags, terminal) => {
  const output = textOf(flags.output);
  const folder = textOf(flags.cwd) ?? ".";
  const project = await openProject(flags, terminal, {
    modules: "stand-in",
    output: output === undefined ? undefined : resolve(folder, output),
  });
  try {
    return await generateFor(project, flags, terminal);
  } finally {
    await closeDatabase(project.options.database);
  }
};
