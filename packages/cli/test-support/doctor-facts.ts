import type { BetterAuthOptions } from "@better-auth/core/types";
import type { Check } from "../src/doctor/check";
import { readBase } from "../src/doctor/facts/base";
import type { DatabaseFacts } from "../src/doctor/facts/database";
import type { Facts } from "../src/doctor/facts/facts";
import type { Answer, ServerFacts } from "../src/doctor/facts/server";
import { listenToStart } from "../src/doctor/facts/start-up";

/** A secret that nothing is wrong with. */
export const SECRET = "Zt8wLr4JxQ2nVb6KcM9yHg3FsD7pTe5A";

/** A database that answers and has everything. */
export const database: DatabaseFacts = {
  place: "SQLite, auth.sqlite",
  adapterId: "kysely",
  mistake: null,
  plan: { toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [], unsafeChanges: [], schemaProblems: [] },
  sqlite: null,
  clock: null,
};

export interface Circumstances extends Partial<Pick<Facts, "database" | "storage" | "packages" | "server">> {
  readonly environment?: Readonly<Record<string, string>>;
  readonly environmentFiles?: Facts["environmentFiles"];
  /** @default true */
  readonly isProduction?: boolean;
}

/** Facts of options in an environment, as the doctor gathers them; nothing is asked of anybody. */
export async function factsOf(options: BetterAuthOptions, circumstances: Circumstances = {}): Promise<Facts> {
  const { isProduction = true, environment = { BETTER_AUTH_SECRET: SECRET }, ...rest } = circumstances;
  const before = process.env;
  // The core asks the environment of the process.
  process.env = { ...environment, NODE_ENV: isProduction ? "production" : "development" };
  try {
    return {
      options,
      environment,
      isProduction,
      base: readBase(options, environment),
      startUp: await listenToStart(options),
      environmentFiles: [],
      database,
      storage: null,
      packages: { installed: [], cliVersion: "0.1.0" },
      server: null,
      ...rest,
    };
  } finally {
    process.env = before;
  }
}

/** What a check says of options: status and words of each finding, as in "weak: it looks guessable". */
export async function told(check: Check, options: BetterAuthOptions, circumstances?: Circumstances): Promise<string[]> {
  return check.run(await factsOf(options, circumstances)).map(({ status, found }) => `${status}: ${found}`);
}

/** An answer of a server. */
export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), text: JSON.stringify(body), clock: null };
}

/** A server that nothing is wrong with, seen from outside. */
export function goodServer(changes: Partial<ServerFacts> = {}): ServerFacts {
  const url = new URL("https://shop.example.com/api/auth");
  return {
    url,
    ok: answer(200, { ok: true }, { "strict-transport-security": "max-age=31536000" }),
    emptySignIn: answer(400, { code: "VALIDATION_ERROR" }),
    ownAddress: url.origin,
    ownAddressWhenForged: url.origin,
    fromElsewhere: answer(200, null),
    overHttp: answer(308, null, { location: "https://shop.example.com/" }),
    limit: { statuses: [400, 400, 400, 429], whenForged: 429 },
    ...changes,
  };
}
