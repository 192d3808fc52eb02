import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { LibsqlDialect } from "@libsql/kysely-libsql";
import { afterAll, describe, expect, it } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { everythingOptions, userRow } from "../../adapter-suite/schema";
import { openAdapter } from "../fixtures/databases";
import { getMigrations } from "./migrations";

const folder = mkdtempSync(join(tmpdir(), "better-auth-libsql-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** libSQL in a file of its own, as Turso's dialect reaches it. */
function libsql() {
  const client = createClient({ url: `file:${join(folder, `${++files}.db`)}` });
  // The dialect brings an older client's types; what it calls is the same.
  return { dialect: new LibsqlDialect({ client: client as never }), type: "sqlite" as const };
}

describeAdapter("libSQL in a file", (options) => openAdapter({ ...options, database: libsql() }));

describe("libSQL", () => {
  it("is migrated once, and has nothing to do the second time", async () => {
    const options = { ...everythingOptions, database: libsql() };
    await openAdapter(options);
    const again = await getMigrations(options);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes, again.schemaProblems]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("keeps names in snake case when it is told to, in joins and migrations too", async () => {
    const database = { ...libsql(), casing: "snake" as const };
    const options = { ...everythingOptions, database };
    const adapter = await openAdapter(options);
    const user = await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) });
    await adapter.create({ model: "item", data: { name: "i", ownerId: user.id, meta: { camelCase: 1 } } });
    expect(await adapter.findOne({ model: "user", where: [], join: { item: true } })).toMatchObject({
      emailVerified: true,
      item: [{ name: "i", ownerId: user.id, meta: { camelCase: 1 } }],
    });
    const again = await getMigrations(options);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes]).toEqual([[], [], []]);
    // What another instance finds there is spelled so.
    const camel = await getMigrations({ ...options, database: { ...database, casing: "camel" } });
    expect(camel.toBeAdded.find(({ table }) => table === "user")?.fields).toHaveProperty("emailVerified");
  });
});
