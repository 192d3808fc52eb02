import { type Document, MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { everythingOptions, userRow } from "../../adapter-suite/schema";
import { isUniqueViolation } from "../../database/unique-violation";
import { explainFault } from "../../fault/database-fault-error";
import { CommandError } from "../../test-support/mongo/command-error";
import { type MongoPlace, mongoUrl, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { MongoServer } from "../../test-support/mongo/server";
import type { BetterAuthOptions, Row } from "../../types";
import { mongodbAdapter } from "./mongodb-adapter";

let place: MongoPlace;
beforeAll(async () => {
  place = await openMongo();
});
afterAll(() => place.close());

/** A database with an adapter over it, and another one that knows nothing of the first. */
function openTwo(options: BetterAuthOptions = everythingOptions) {
  const db = place.database();
  const open = () => mongodbAdapter(db, { client: place.client })(options);
  return { db, adapter: open(), other: open() };
}

describe("the indexes of the schema", () => {
  it("let one of many callers in several processes create a user, from the first write on", async () => {
    const { db, adapter, other } = openTwo();
    const create = (n: number) => (n % 2 ? adapter : other).create({ model: "user", data: userRow("same") });
    const made = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => create(n)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const errors = made.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(errors.every(isUniqueViolation)).toBe(true);
    expect(errors[0].message).toBe("UNIQUE constraint failed: user.email");
    // What the server says holds the address.
    expect(errors[0].cause).toBeUndefined();
    expect(await db.collection("user").countDocuments()).toBe(1);
  });

  it("leave out rows without a value, of one field or of several", async () => {
    const fields = { a: { type: "string", required: false }, b: { type: "date", required: false } } as const;
    const pair = { id: "x", schema: { pair: { fields, indexes: [{ fields: ["a", "b"], unique: true }] } } };
    const { db, adapter } = openTwo({ ...everythingOptions, plugins: [...(everythingOptions.plugins ?? []), pair] });
    for (let n = 0; n < 3; n++) await adapter.create({ model: "item", data: { name: "without a code", code: null } });
    const add = (a: string | null, b: number | null) =>
      adapter.create({ model: "pair", data: { a, b: b === null ? null : new Date(b) } });
    for (const [a, b] of [
      ["x", 1],
      ["x", 2],
      [null, 1],
      [null, 1],
      ["x", null],
      ["x", null],
    ] as const)
      await add(a, b);
    await expect(add("x", 1)).rejects.toThrow("UNIQUE constraint failed: pair.a, pair.b");
    expect((await db.collection("pair").findOne({ a: { $exists: false } }))?.b).toEqual(new Date(1));
    await expect(
      adapter.updateMany({ model: "pair", where: [{ field: "b", value: new Date(2) }], update: { b: new Date(1) } }),
    ).rejects.toThrow("UNIQUE");
    const where = [{ field: "b", value: new Date(2) }];
    expect(await adapter.update<Row>({ model: "pair", where, update: { a: null } })).toMatchObject({ a: null });
    expect(await adapter.update<Row>({ model: "pair", where, update: { a: "x" } })).toMatchObject({ a: "x" });
  });

  it("are those that are there already, whatever they are called", async () => {
    const { db, adapter } = openTwo();
    await db.collection("user").createIndex({ email: 1 }, { unique: true, name: "mine" });
    await adapter.create({ model: "user", data: userRow("a") });
    expect((await db.collection("user").indexes()).map(({ name }) => name).sort()).toEqual(["_id_", "mine"]);
  });

  it("bring their collections with them; one without any is there before the first transaction", async () => {
    const fields = { text: { type: "string" } } as const;
    const { db, adapter, other } = openTwo({ plugins: [{ id: "x", schema: { plain: { fields } } }] });
    await Promise.all([adapter, other].map((each) => each.create({ model: "plain", data: { text: "a" } })));
    const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(names.sort()).toEqual(["account", "plain", "session", "user", "verification"]);
  });

  it("are not made for tables that the application makes itself", async () => {
    const fields = { code: { type: "string", unique: true } } as const;
    const { db, adapter } = openTwo({ plugins: [{ id: "x", schema: { own: { fields, disableMigration: true } } }] });
    await adapter.create({ model: "own", data: { code: "a" } });
    expect(await db.collection("own").indexes()).toHaveLength(1);
  });

  it("that cannot be made stop every write until they can, with the reason and the mend", async () => {
    const { db, adapter } = openTwo();
    await db.collection<Document>("user").insertMany([{ email: "twice@example.com" }, { email: "twice@example.com" }]);
    const create = () => adapter.create({ model: "user", data: userRow("a") });
    const error: Error = await create().then(
      () => expect.fail(),
      (reason) => reason,
    );
    expect(error.message).toMatch(
      /^mongodbAdapter: collection user needs a unique index over email, which could not be made \(DuplicateKey\)\./,
    );
    expect(error.message).toContain("Remove documents with the same value");
    expect(error.cause).toBeUndefined();
    // It is no error of the driver.
    expect(explainFault(error)).toBe(error);
    await db.collection("user").deleteMany({});
    expect(await create()).toMatchObject({ name: "a" });
  });

  it("are not those that are not unique, or that take in rows without a value", async () => {
    const { db, adapter } = openTwo();
    await db.collection("item").createIndex({ code: 1 }, { unique: true });
    await expect(adapter.create({ model: "item", data: { name: "a" } })).rejects.toThrow(
      "collection item needs a unique index over code, which could not be made (IndexOptionsConflict)",
    );
  });

  it.skipIf(mongoUrl !== undefined)("that only help may be missing", async () => {
    const lines: string[] = [];
    const logger = { level: "warn", log: (_: string, message: string) => void lines.push(message) } as const;
    const { db, adapter } = openTwo({ logger });
    await db.collection("user").createIndex({ email: 1 }, { unique: true });
    await db.collection("session").createIndex({ token: 1 }, { unique: true });
    const refused = () => new CommandError(13, "Unauthorized", "not authorized");
    for (let n = 0; n < 10; n++) place.server?.fail({ command: "createIndexes", error: refused() });
    expect(await adapter.create({ model: "user", data: userRow("a") })).toMatchObject({ name: "a" });
    place.server?.heal();
    expect(lines).toContainEqual(expect.stringContaining("session_userId_idx could not be made: not authorized"));
  });
});

/** What the core makes of a call's failure. */
const explained = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => expect.fail(),
    (reason) => explainFault(reason) as Error,
  );

describe("a server that is not there", () => {
  it("is said to be out of reach, without the secrets of the connection string", async () => {
    const secret = "s3cret-pass";
    const client = new MongoClient(`mongodb://admin:${secret}@127.0.0.1:9/app`, { serverSelectionTimeoutMS: 50 });
    const adapter = mongodbAdapter(client.db(), { client })({});
    const calls = [
      () => adapter.findOne({ model: "user", where: [] }),
      () => adapter.create({ model: "user", data: userRow("a") }),
      () => adapter.transaction((trx) => trx.count({ model: "user" })),
    ];
    for (const call of calls) {
      const error = await explained(call());
      expect(error).toMatchObject({ code: "DATABASE_UNAVAILABLE", cause: { name: "MongoServerSelectionError" } });
      expect(error.message).toMatch(/^The database cannot be reached or used: .*127\.0\.0\.1:9/);
      expect(error.message).toContain("Check that its server runs");
      expect(`${error.message} ${error.stack} ${JSON.stringify(error.cause)} ${error.cause}`).not.toContain(secret);
    }
    await client.close();
  });

  it.skipIf(mongoUrl !== undefined)("when the application starts is used once it is", async () => {
    const server = place.server as MongoServer;
    const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 300 });
    const adapter = mongodbAdapter(client.db(place.database().databaseName), { client })({});
    server.refuse(true);
    for (let n = 0; n < 2; n++) {
      expect(await explained(adapter.count({ model: "user" }))).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    }
    server.refuse(false);
    expect(await adapter.create({ model: "user", data: userRow("a") })).toMatchObject({ name: "a" });
    await client.close();
  });

  it.skipIf(mongoUrl !== undefined)(
    "any more is asked again by the driver, and then said to be out of reach",
    async () => {
      const adapter = openAdapter(place);
      await adapter.create({ model: "user", data: userRow("a") });
      place.server?.fail({ command: "find", cut: "before" });
      expect(await adapter.findMany({ model: "user" })).toHaveLength(1);
      for (let n = 0; n < 2; n++) place.server?.fail({ command: "insert", cut: "before" });
      expect(await explained(adapter.create({ model: "user", data: userRow("b") }))).toMatchObject({
        code: "DATABASE_UNAVAILABLE",
        message: expect.stringContaining("The database cannot be reached or used: "),
        cause: { name: expect.stringMatching(/^MongoNetworkError/) },
      });
    },
  );

  it("is out of reach as well when the driver leaves it to another one to say so", async () => {
    const client = new MongoClient("mongodb://127.0.0.1:9/app");
    // As for mongodb+srv://, whose addresses DNS is asked for.
    const refused = Object.assign(new Error("querySrv ENOTFOUND _mongodb._tcp.example.com"), { code: "ENOTFOUND" });
    vi.spyOn(client, "connect").mockRejectedValue(refused);
    const { findMany } = mongodbAdapter(client.db(), { client })({});
    expect(await explained(findMany({ model: "user" }))).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await client.close();
  });

  it.skipIf(mongoUrl !== undefined)("while the indexes are made is not taken for one that refuses them", async () => {
    const { adapter } = openTwo();
    const stopping = () => new CommandError(91, "ShutdownInProgress", "the server is shutting down");
    for (let n = 0; n < 10; n++) place.server?.fail({ command: "createIndexes", error: stopping() });
    const error: Error = await adapter.create({ model: "user", data: userRow("a") }).then(
      () => expect.fail(),
      (reason) => reason,
    );
    place.server?.heal();
    expect(error.message).toBe("the server is shutting down");
  });
});
