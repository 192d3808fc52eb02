import type { Command } from "./command";
import { configFlags, confirmationFlags } from "./shared-flags";

/** Every command. A new one is a line here and a file beside it. */
export const commands: readonly Command[] = [
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
    name: "secret",
    summary: "print a random secret for BETTER_AUTH_SECRET",
    flags: [],
    load: () => import("./secret"),
  },
];
