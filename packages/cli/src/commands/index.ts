import { generatorIds } from "../generate/generator-ids";
import type { Command } from "./command";
import { configFlags, confirmationFlags } from "./shared-flags";

/** "a, b or c". */
const alternatives = (names: readonly string[]): string => names.join(", ").replace(/, (?=[^,]*$)/, " or ");

/** Every command. A new one is a line here and a file beside it. */
export const commands: readonly Command[] = [
  {
    name: "init",
    summary: "set up an application: configuration, handler, client, .env, packages",
    description:
      "Looks at the application, asks what it cannot find out, shows every file and package, asks, and adds them. What is " +
      "there already is never changed: .env and .gitignore get lines behind theirs, other files stay as they are. " +
      "Running it twice changes nothing.",
    flags: [
      ...configFlags,
      { name: "name", value: "name", summary: "the application's name (default: that of package.json)" },
      { name: "framework", value: "framework", summary: "next, hono, express or fastify (default: what is installed)" },
      {
        name: "database",
        value: "database",
        summary: "sqlite-node, postgresql, drizzle-mysql, … (default: what is installed)",
      },
      { name: "plugins", value: "names", summary: "plugins of the server, with commas between them" },
      { name: "package-manager", value: "name", summary: "npm, pnpm, yarn or bun (default: that of the lock file)" },
      { name: "no-install", summary: "leave the packages to you" },
      ...confirmationFlags,
    ],
    load: () => import("./init"),
  },
  {
    name: "migrate",
    summary: "create the tables, columns and indexes that the configuration needs",
    description:
      "Compares the configuration with its database, shows what is missing, asks, and adds it. Nothing is ever dropped " +
      "or changed; running it twice changes nothing. For databases of the built-in adapter: SQLite, PostgreSQL, MySQL " +
      "or any Kysely dialect.",
    flags: [...configFlags, ...confirmationFlags],
    load: () => import("./migrate"),
  },
  {
    name: "generate",
    summary: "write the schema that the configuration needs to a file",
    description:
      "For the built-in adapter it compares the configuration with its database and writes what is missing as SQL. " +
      "Nothing is asked of the database with --dialect: the SQL is then for an empty one. For Drizzle it writes the " +
      "tables to auth-schema.ts, or to where the configuration imports them from; to a Prisma schema it adds the models " +
      "that it lacks. An adapter with a generator of its own is asked for its file.",
    flags: [
      ...configFlags,
      { name: "output", value: "path", summary: "the file, or a folder for it" },
      { name: "adapter", value: "id", summary: `${alternatives(generatorIds)} (default: the configuration's own)` },
      { name: "dialect", value: "name", summary: "for an empty database: sqlite, postgresql, mysql or mssql" },
      ...confirmationFlags,
    ],
    load: () => import("./generate"),
  },
  {
    name: "check schema",
    group: "checks for CI, which write nothing",
    summary: "fail when the database lacks what the configuration needs",
    description:
      "Compares the configuration with its database as migrate does, and changes nothing: exits with 0 when nothing is " +
      "missing, with 1 and the plan when something is.",
    flags: configFlags,
    load: () => import("./check-schema"),
  },
  {
    name: "info",
    summary: "print what a bug report should say about this project",
    description:
      "Prints the system, the versions of what is installed and the configuration. Secrets are left out. It works, too, " +
      "when the configuration cannot be loaded, and says why.",
    flags: [
      { name: "cwd", value: "folder", summary: "the project's folder (default: the current one)" },
      { name: "config", value: "path", summary: "the configuration (default: the first auth.ts that is found)" },
      { name: "json", short: "j", summary: "print JSON and nothing else" },
      { name: "copy", short: "c", summary: "put it into the clipboard as well" },
    ],
    load: () => import("./info"),
  },
  {
    name: "doctor",
    summary: "look for what is wrong or weak, and say the mend",
    description:
      "Loads the configuration, looks at secret, base URL, cookies, tables, proxy headers, clock and everything that " +
      "weakens a defence, and says what to do about it. Changes nothing, and prints no secret. Exits with 1 when " +
      "something is broken; warnings do not count.",
    flags: [
      ...configFlags,
      { name: "production", summary: "judge as in production, whatever NODE_ENV says" },
      { name: "url", value: "address", summary: "ask the server that runs at this address, too" },
      { name: "json", short: "j", summary: "print JSON and nothing else" },
    ],
    load: () => import("./doctor"),
  },
  {
    name: "secret",
    summary: "print a random secret for BETTER_AUTH_SECRET",
    flags: [],
    load: () => import("./secret"),
  },
];
