import { dirname } from "node:path/posix";
import { Failure } from "../failure";
import { type FileChange, isUnchanged, planFile } from "../files/file-change";
import { createSecret } from "../secret";
import { type Application, has } from "./application";
import type { AuthModule } from "./auth-module";
import type { Choices } from "./choices";
import type { Place, TableStep, TypePackage } from "./databases";
import { importOfAuth, writeAuthFile } from "./files/auth-file";
import { writeClientFile } from "./files/client-file";
import { appendLines, missingVariables, type Variable } from "./files/environment-file";
import { missingIgnores } from "./files/ignore-file";
import { importPath, relativeImport } from "./import-path";
import type { PackageList } from "./package-manager";

/** Everything that is going to be done, and what is left to the person. */
export interface Plan {
  readonly authPath: string;
  readonly files: readonly FileChange[];
  readonly packages: PackageList;
  /** How the tables are made, in order. */
  readonly tables: readonly TableStep[];
  /** Lines for a file of theirs that mount the handler; none when a file of ours does. */
  readonly mountLines: readonly string[];
}

const KEPT = "is there already and stays as it is";

/** A file that is written when there is none, and never changed. */
function planNewFile(app: Application, path: string, text: string, note: string): FileChange {
  const change = planFile(app.folder, path, (before) => before ?? text, note);
  return isUnchanged(change) && change.after !== text ? { ...change, kept: KEPT } : change;
}

/** The file of that name that is there, whatever its extension; else the one that would be made. */
function modulePath(app: Application, path: string): string {
  const found = ["ts", "tsx", "js", "jsx", "mts", "mjs"].map((end) => `${path}.${end}`).find((file) => has(app, file));
  return found ?? `${path}.${app.language}`;
}

/** @throws {Failure} when writing the file again would change bytes of it that are no text */
function planText(app: Application, path: string, write: (before: string) => string): FileChange | undefined {
  const change = planFile(app.folder, path, (before) => write(before ?? ""));
  if (change.before?.includes("\uFFFD") === true && !isUnchanged(change)) {
    throw new Failure(`${path} is not UTF-8: it cannot be added to without changing it.`, {
      mend: "Save it as UTF-8.",
    });
  }
  return change.before === null && change.after === "" ? undefined : change;
}

function planEnvironment(app: Application, { framework }: Choices): FileChange | undefined {
  const variables: readonly Variable[] = [
    { name: "BETTER_AUTH_SECRET", value: createSecret },
    { name: "BETTER_AUTH_URL", value: () => framework.developmentUrl },
  ];
  const local = planFile(app.folder, ".env.local", (before) => before ?? "").after;
  const missing = (before: string) => missingVariables(variables, [before, local]);
  const change = planText(app, ".env", (before) =>
    appendLines(
      before,
      missing(before).map(({ name, value }) => `${name}=${value()}`),
    ),
  );
  if (change === undefined) return undefined;
  const added = missing(change.before ?? "").map(({ name }) => name);
  return { ...change, note: added.join(", ") };
}

function planIgnores(app: Application, { database }: Choices): FileChange | undefined {
  const change = planText(app, ".gitignore", (before) => appendLines(before, missingIgnores(before, database.ignored)));
  return change && { ...change, note: missingIgnores(change.before ?? "", database.ignored).join(", ") };
}

/** Whether the range that the application asks for may be of a major version that will do. */
function isRecent(range: string, since: number): boolean {
  const major = /\d+/.exec(range)?.[0];
  return major === undefined || Number(major) >= since;
}

function missingTypes({ dependencies }: Application, wanted: readonly TypePackage[]): readonly string[] {
  return wanted
    .filter(({ name, since = 0 }) => {
      const range = dependencies.get(name);
      return range === undefined || !isRecent(range, since);
    })
    .map(({ name, version }) => (version === undefined ? name : `${name}@${version}`));
}

function planPackages(app: Application, { database }: Choices): PackageList {
  const isMissing = (name: string) => !app.dependencies.has(name);
  const types = app.language === "ts" ? missingTypes(app, database.typePackages) : [];
  return {
    packages: ["better-auth", ...database.packages].filter(isMissing),
    developmentPackages: [...(database.developmentPackages ?? []).filter(isMissing), ...types],
    builds: database.builds.filter(isMissing),
  };
}

/** How the configuration imports what an import of a database names. */
function importFrom(app: Application, authPath: string, from: string): string {
  if (!/^[./]/.test(from)) return from;
  const module = from.startsWith("/") ? from.slice(1) : `${dirname(authPath)}/${from.slice(2)}`.replace(/^\.\//, "");
  const file = `${module}.${app.language}`;
  if (app.importsExtensions) return relativeImport(file, authPath, { withExtension: true });
  return from.startsWith("/") ? importPath(app, file, authPath) : from;
}

const migrateStep: TableStep = { of: "better-auth", command: ["migrate"], note: "makes the tables" };

/**
 * Plans what sets an application up; nothing is written. What is there already is never changed: .env and .gitignore get
 * lines behind theirs, other files are left as they are.
 * @throws {Failure}
 */
export function planScaffold(app: Application, { path, text }: AuthModule, choices: Choices): Plan {
  const { framework, database } = choices;
  const authText = writeAuthFile(choices, (from) => importFrom(app, path, from));
  const place: Place = { authFolder: dirname(path), language: app.language };
  const importAuthAt = (specifier: string) => importOfAuth(text ?? authText, specifier);
  const mount = framework.mount(app);
  // What a configuration of theirs needs besides is theirs. Ours comes last of them: once it is there, they are.
  const extra = text === null ? (database.files?.(place) ?? []) : [];
  const files: (FileChange | undefined)[] = [
    ...extra.map((file) => planNewFile(app, file.path, file.text, file.note)),
    planNewFile(app, path, authText, "the server's side"),
  ];
  if (mount.kind === "file") {
    const handler = modulePath(app, mount.path);
    const handlerText = mount.write(importAuthAt(importPath(app, path, handler)));
    files.push(planNewFile(app, handler, handlerText, "answers /api/auth/*"));
  }
  if (framework.clientModule !== null) {
    const client = modulePath(app, `${dirname(path)}/auth-client`.replace(/^\.\//, ""));
    files.push(planNewFile(app, client, writeClientFile(framework.clientModule), "the browser's side"));
  }
  files.push(planEnvironment(app, choices), planIgnores(app, choices));
  const fromServer = relativeImport(path, `${app.sourceFolder}server`, { withExtension: app.importsExtensions });
  return {
    authPath: path,
    files: files.filter((file) => file !== undefined),
    packages: planPackages(app, choices),
    tables: database.tables?.(place) ?? [migrateStep],
    mountLines: mount.kind === "lines" ? mount.write(importAuthAt(fromServer)) : [],
  };
}
