// D1 itself, as Miniflare runs it.
import { D1Dialect } from "kysely-d1";
import { Miniflare } from "miniflare";
import { afterAll, describe, expect, it, vi } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { cheapPasswords, ORIGIN, SECRET } from "../../test-support/instance";
import type { BetterAuthOptions, DatabaseOption } from "../../types";
import { openD1 } from "../fixtures/d1";
import { openAdapter } from "../fixtures/databases";
import { getMigrations } from "./migrations";

// Each statement is a request to another process.
vi.setConfig({ testTimeout: 30_000 });

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open() {
  const { database, close } = await openD1();
  closers.push(close);
  return database as unknown as DatabaseOption;
}

describeAdapter("D1", async (options) => openAdapter({ ...options, database: await open() }), { transactions: false });

describe("D1", () => {
  it("signs up, in and out through the binding that Miniflare gives", async () => {
    const miniflare = new Miniflare({ modules: true, script: "export default {}", d1Databases: ["DB"] });
    closers.push(() => miniflare.dispose());
    const options: BetterAuthOptions = {
      baseURL: ORIGIN,
      secret: SECRET,
      database: (await miniflare.getD1Database("DB")) as unknown as DatabaseOption,
      emailAndPassword: { enabled: true, password: cheapPasswords },
      rateLimit: { enabled: true, storage: "database" },
    };
    await (await getMigrations(options)).runMigrations();
    const alice = new Browser(betterAuth(options), "alice");
    expect((await alice.signUp()).status).toBe(200);
    expect((await alice.session()).user.email).toBe(alice.email);
    expect((await alice.post("/sign-out")).status).toBe(200);
    expect(await alice.session()).toBeNull();
    expect((await alice.signIn()).status).toBe(200);
    expect((await alice.session()).user.email).toBe(alice.email);
    expect((await alice.signUp()).status).toBe(422);
  });

  it("is migrated once, and has nothing to do the second time", async () => {
    const options = { ...everythingOptions, database: await open() };
    await openAdapter(options);
    const again = await getMigrations(options);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes, again.schemaProblems]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("works through Kysely's dialect for it as well", async () => {
    const dialect = new D1Dialect({ database: (await open()) as never });
    const adapter = await openAdapter({ ...everythingOptions, database: { dialect, type: "sqlite" } });
    const user = await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) });
    await adapter.transaction((trx) => trx.create({ model: "session", data: sessionRow("t", user.id) }));
    const where = [{ field: "token", value: "t" }];
    expect(await adapter.findOne({ model: "session", where, join: { user: true } })).toMatchObject({ user });
    const item = { model: "item", data: { name: "i", code: "c", size: 1, tags: ["x"] } };
    expect(await adapter.createIfAbsent?.({ ...item, uniqueField: "code" })).toMatchObject({ tags: ["x"] });
    expect(await adapter.createIfAbsent?.({ ...item, uniqueField: "code" })).toBeNull();
    const code = [{ field: "code", value: "c" }];
    expect(await adapter.incrementOne({ model: "item", where: code, increment: { size: 2 } })).toMatchObject({
      size: 3,
    });
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => adapter.consumeOne({ model: "item", where: code })),
    );
    expect(taken.filter((row) => row !== null)).toHaveLength(1);
  });

  it("takes lists of more than the hundred values that it binds, and patterns of more than 50 bytes", async () => {
    const adapter = await openAdapter({ ...everythingOptions, database: await open() });
    const long = `${"ab%_".repeat(20)}Z`;
    for (const name of ["n1", "n2", `x${long}`, `${long}x`]) await adapter.create({ model: "item", data: { name } });
    const value = Array.from({ length: 300 }, (_, i) => `n${i}`);
    const count = (operator: "in" | "not_in" | "contains" | "starts_with" | "ends_with", of: string | string[]) =>
      adapter.count({ model: "item", where: [{ field: "name", operator, value: of }] });
    expect(await count("in", value)).toBe(2);
    expect(await count("not_in", value)).toBe(2);
    expect(await count("contains", long)).toBe(2);
    expect(await count("starts_with", long)).toBe(1);
    expect(await count("ends_with", long.toLowerCase())).toBe(1);
    expect(await count("contains", `${long}y`)).toBe(0);
  });
});
