/** The tables of the core, as a migration makes them. */
export const coreTables: readonly string[] = ["account", "session", "user", "verification"];

/** A configuration over the file "sqlite.db" of node:sqlite. */
export const configuration = (options = ""): string => `
import { betterAuth } from "better-auth";
import { DatabaseSync } from "node:sqlite";

export const auth = betterAuth({ database: new DatabaseSync("sqlite.db"), ${options} });
`;
