import { basename } from "node:path";
import type { GivenFlags } from "../commands/command";
import { Failure } from "../failure";
import type { Terminal } from "../terminal/terminal";
import { type Application, has } from "./application";
import type { AuthModule } from "./auth-module";
import type { Choices } from "./choices";
import { type Database, databases, type Import } from "./databases";
import { frameworks } from "./frameworks";
import type { Framework } from "./frameworks/framework";
import { plugins as allPlugins, type Plugin } from "./plugins";

/** Thrown through the questions when one of them is cancelled. */
export class Cancelled extends Error {}

interface Named {
  readonly id: string;
  readonly aliases: readonly string[];
}

function given(flags: GivenFlags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** The entry that a flag names. @throws {Failure} naming those that there are */
function named<T extends Named>(list: readonly T[], value: string, flag: string): T {
  const found = list.find(({ id, aliases }) => id === value || aliases.includes(value));
  if (found !== undefined) return found;
  throw new Failure(`${flag} ${value}: init cannot set that up yet.`, {
    mend: `It can with: ${list.map(({ id }) => id).join(", ")}.`,
  });
}

async function answered<T>(answer: Promise<T | null>): Promise<T> {
  const value = await answer;
  if (value === null) throw new Cancelled();
  return value;
}

async function chooseFramework(app: Application, flag: string | undefined, ask: Terminal | null): Promise<Framework> {
  if (flag !== undefined) return named(frameworks, flag, "--framework");
  const found = frameworks.filter(
    ({ dependency, configFiles }) => app.dependencies.has(dependency) || configFiles.some((file) => has(app, file)),
  );
  const [first] = found;
  if (first !== undefined && (found.length === 1 || ask === null)) return first;
  if (ask === null) {
    throw new Failure("package.json names no framework that init knows.", {
      mend: `Name it: --framework ${frameworks.map(({ id }) => id).join("|")}`,
    });
  }
  const choices = frameworks.map(({ id, name }) => ({ value: id, label: name }));
  return named(frameworks, await answered(ask.select("Which framework?", choices, first?.id)), "--framework");
}

/** Of those that fit, the one that asks for the most: Drizzle over a driver goes before the driver alone. */
function mostSpecific(fitting: readonly Database[], sizeOf: (database: Database) => number): Database | undefined {
  return fitting.reduce<Database | undefined>(
    (best, database) => (best === undefined || sizeOf(database) > sizeOf(best) ? database : best),
    undefined,
  );
}

/** The one that the configuration uses already, or whose packages are there. */
function foundDatabase(app: Application, { text }: AuthModule): Database | undefined {
  const imports = ({ from }: Import) => text?.includes(`"${from}"`) || text?.includes(`'${from}'`);
  const packagesOf = ({ imports: all }: Database) => all.filter(({ from }) => !/^[./]/.test(from));
  const isUsed = (database: Database) => packagesOf(database).every(imports);
  const isInstalled = ({ packages }: Database) =>
    packages.length > 0 && packages.every((name) => app.dependencies.has(name));
  return (
    mostSpecific(databases.filter(isUsed), (database) => packagesOf(database).length) ??
    mostSpecific(databases.filter(isInstalled), ({ packages }) => packages.length)
  );
}

async function chooseDatabase(
  app: Application,
  auth: AuthModule,
  flag: string | undefined,
  ask: Terminal | null,
): Promise<Database> {
  if (flag !== undefined) return named(databases, flag, "--database");
  const found = foundDatabase(app, auth);
  if (ask === null) return found ?? (databases[0] as Database);
  const choices = databases.map(({ id, name, hint }) => ({ value: id, label: name, hint }));
  return named(databases, await answered(ask.select("Which database?", choices, found?.id)), "--database");
}

async function choosePlugins(
  framework: Framework,
  flag: string | undefined,
  ask: Terminal | null,
  all: readonly Plugin[],
): Promise<readonly Plugin[]> {
  const fitting = all.filter((plugin) => plugin.framework === null || plugin.framework === framework.id);
  const offered = fitting.filter(({ isAlwaysLast }) => !isAlwaysLast);
  let wanted: readonly string[] = [];
  if (flag !== undefined) wanted = flag.split(",").map((name) => name.trim());
  else if (ask !== null && offered.length > 0) {
    const choices = offered.map(({ id, hint }) => ({ value: id, label: id, hint }));
    wanted = await answered(ask.selectMany("Which plugins?", choices));
  }
  const unknown = wanted.filter((name) => name !== "" && !fitting.some(({ id }) => id === name));
  if (unknown.length > 0) {
    const names = fitting.map(({ id }) => id).join(", ");
    throw new Failure(`--plugins ${unknown.join(",")}: init cannot add that to ${framework.name} yet.`, {
      mend: names === "" ? "Leave the flag out." : `It can add: ${names}.`,
    });
  }
  return [...offered.filter(({ id }) => wanted.includes(id)), ...fitting.filter(({ isAlwaysLast }) => isAlwaysLast)];
}

async function askForEmailAndPassword(ask: Terminal): Promise<boolean> {
  const choices = [
    { value: "yes", label: "Yes" },
    { value: "no", label: "No" },
  ];
  return (await answered(ask.select("Sign-in with e-mail and password?", choices))) === "yes";
}

/**
 * What is to be set up: what the flags say, else what the application tells, else what is answered.
 *
 * @param ask the terminal to ask in; `null` takes what stands when nobody says otherwise
 * @throws {Failure} when a flag names something unknown, or nothing tells the framework
 * @throws {Cancelled}
 */
export async function askChoices(
  app: Application,
  auth: AuthModule,
  flags: GivenFlags,
  ask: Terminal | null,
  plugins: readonly Plugin[] = allPlugins,
): Promise<Choices> {
  // What only concerns a file that is there, and stays, is not asked for.
  const askForFile = auth.text === null ? ask : null;
  const framework = await chooseFramework(app, given(flags, "framework"), ask);
  const name =
    given(flags, "name") ??
    (askForFile === null
      ? app.name
      : await answered(askForFile.text("What is the application called?", { initial: app.name })));
  return {
    name: name === "" ? basename(app.folder) : name,
    framework,
    database: await chooseDatabase(app, auth, given(flags, "database"), askForFile),
    plugins: await choosePlugins(framework, given(flags, "plugins"), askForFile, plugins),
    hasEmailAndPassword: askForFile === null ? true : await askForEmailAndPassword(askForFile),
  };
}
