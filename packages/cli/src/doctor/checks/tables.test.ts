import { describe, expect, it } from "vitest";
import { database as good, told } from "../../../test-support/doctor-facts";
import type { DatabaseFacts } from "../facts/database";
import { databasePlace } from "./database-place";
import { secondaryStorage } from "./secondary-storage";
import { tables } from "./tables";

const judge = (changes: Partial<DatabaseFacts>, isProduction = true) =>
  told(tables, {}, { database: { ...good, ...changes }, isProduction });
const plan = good.plan as NonNullable<DatabaseFacts["plan"]>;
const user = {
  model: "user",
  table: "user",
  fields: { nick: { type: "string", fieldName: "nick_name" } },
  order: 1,
} as const;

describe("tables", () => {
  it("are well when nothing is missing, or another tool compares them", async () => {
    expect(await judge({})).toEqual(["well: SQLite, auth.sqlite has every table, column and index"]);
    expect((await judge({ adapterId: "prisma", plan: null }))[0]).toMatch(/^well: .*its own tools compare/);
  });

  it("break requests when something is missing, and slow them down without an index", async () => {
    expect(await judge({ plan: { ...plan, toBeAdded: [user] } })).toEqual([
      "broken: SQLite, auth.sqlite lacks 1 column: user.nick_name",
    ]);
    const index = { name: "user_nick_idx", table: "user", columns: ["nick"], unique: false };
    expect(await judge({ plan: { ...plan, toBeAddedIndexes: [index as never] } })).toEqual([
      "weak: SQLite, auth.sqlite lacks 1 index: user_nick_idx",
    ]);
  });

  it("tell what no migration mends, and what it refuses", async () => {
    const change = { kind: "required-column", table: "user", columns: ["nick"], message: "It has rows." } as const;
    const problem = { table: "user", column: "id", message: "It is a blob." };
    expect(await judge({ plan: { ...plan, unsafeChanges: [change], schemaProblems: [problem] } })).toEqual([
      "broken: It has rows.",
      "weak: It is a blob.",
    ]);
  });

  it("need a database that answers, and keeps", async () => {
    expect(await judge({ mistake: "connect ECONNREFUSED" })).toEqual([
      "broken: SQLite, auth.sqlite does not answer as it should: connect ECONNREFUSED",
    ]);
    expect(await judge({ place: null })).toEqual(["broken: the configuration names no database"]);
    expect(await judge({ place: null }, false)).toEqual(["weak: the configuration names no database"]);
    expect(await judge({ adapterId: "memory", plan: null })).toEqual(["broken: the memory adapter keeps the rows"]);
  });
});

describe("a SQLite file", () => {
  const sqlite = { file: "/app/auth.sqlite", journalMode: "wal", isWritable: true };
  const place = (changes: Partial<typeof sqlite> | { file: null }, environment = {}) =>
    told(databasePlace, {}, { database: { ...good, sqlite: { ...sqlite, ...changes } }, environment });

  it("is well where it can be written and stays", async () => {
    expect(await place({})).toEqual(["well: kept in a file that can be written"]);
    expect(await told(databasePlace, {})).toEqual([]);
  });

  it("is not where it cannot, or is lost, or blocks readers", async () => {
    expect((await place({ isWritable: false }))[0]).toMatch(/^broken: the file, or the folder/);
    expect(await place({ file: null })).toEqual(["broken: the database is in memory"]);
    expect(await place({ journalMode: "delete" })).toEqual(['weak: its journal mode is "delete"']);
    expect(await place({}, { VERCEL: "1" })).toEqual([
      "weak: on Vercel files are lost with the instance that wrote them",
    ]);
  });
});

describe("a secondary storage", () => {
  it("is well when it did what it should, in time", async () => {
    const judge = (mistakes: string[], slowest: number) =>
      told(secondaryStorage, {}, { storage: { mistakes, slowest } });
    expect(await judge([], 3)).toEqual(["well: get, set, delete, getAndDelete and increment work, in 3 ms"]);
    expect(await judge(["get after delete gave a string, not nothing"], 900)).toEqual([
      "broken: get after delete gave a string, not nothing",
      "weak: a call took 900 ms",
    ]);
  });
});
