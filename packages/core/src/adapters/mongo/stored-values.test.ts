import { type Db, type Document, Long, ObjectId } from "mongodb";
import { MongoClient as MongoClient6, ObjectId as ObjectId6 } from "mongodb-6";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { type MongoPlace, openMongo } from "../../test-support/mongo/databases";
import type { DBAdapter, Row } from "../../types";
import { type MongoDBDatabase, mongodbAdapter } from "./mongodb-adapter";
import { isObjectIdHex, makeObjectIdGenerator, objectIdClassOf } from "./object-id";

let place: MongoPlace;
let db: Db;
let adapter: DBAdapter;
beforeAll(async () => {
  place = await openMongo();
});
afterAll(() => place.close());
beforeEach(() => {
  db = place.database();
  adapter = mongodbAdapter(db, { client: place.client })(everythingOptions);
});

const stored = (name: string) => db.collection<Document>(name).findOne({});
const byName = (value: string) => ({ model: "item", where: [{ field: "name", value }] });

describe("documents", () => {
  it("hold values in the types of BSON, JSON as text, and no null", async () => {
    const { id: ownerId } = await adapter.create<Row>({ model: "user", data: userRow("a") });
    const at = new Date(1.5e12);
    const values = { name: "a", size: 1.5, on: false, at, meta: { $set: { a: null } }, tags: ["t"], sizes: [1, 2.5] };
    await adapter.create({ model: "item", data: { ...values, ownerId, level: null, plan: null } });
    expect(await stored("item")).toEqual({
      ...values,
      _id: expect.any(ObjectId),
      meta: '{"$set":{"a":null}}',
      ownerId: new ObjectId(String(ownerId)),
    });
  });

  it("lose a field that is set to null", async () => {
    await adapter.create({ model: "item", data: { name: "a", size: 1 } });
    expect(await adapter.update<Row>({ ...byName("a"), update: { size: null } })).toMatchObject({ size: null });
    expect(await stored("item")).not.toHaveProperty("size");
  });

  it("are read as other tools have written them", async () => {
    const at = new Date(1000);
    const item = { name: "other", size: Long.fromString("5"), big: Long.fromString("4611686018427387904") };
    await db
      .collection<Document>("item")
      .insertOne({ ...item, meta: { native: [1] }, at: at.toISOString(), on: null, extra: 1 });
    const row = await adapter.findOne<Row>(byName("other"));
    expect(row).toMatchObject({ size: 5, big: 2 ** 62, meta: { native: [1] }, at, on: null, code: null });
    expect(row).not.toHaveProperty("extra");
    expect(row?.id).toMatch(/^[0-9a-f]{24}$/);
  });

  it("of other tools count from null as from nothing, one of them and within the guard", async () => {
    await db
      .collection<Document>("item")
      .insertMany(["a", "b"].map((name) => ({ name, size: null, big: null, code: name })));
    const count = (value: string, lt = 10) => {
      const guard = { field: "code", value: "zz".slice(0, lt), operator: "lt" as const };
      const where = [{ field: "name", value }, guard];
      return adapter.incrementOne<Row>({ model: "item", where, increment: { size: 2, big: 1 }, set: { plan: "x" } });
    };
    expect(await count("a")).toMatchObject({ size: 2, big: 1, plan: "x" });
    expect(await count("a")).toMatchObject({ size: 4, big: 2 });
    expect(await count("b", 0)).toBeNull();
    expect(await adapter.findOne<Row>(byName("b"))).toMatchObject({ size: null });
    const inside = adapter.transaction((trx) => trx.incrementOne<Row>({ ...byName("b"), increment: { size: 1 } }));
    expect(await inside).toMatchObject({ size: 1 });
  });

  it("that point at nothing have nothing joined, although nothing equals nothing to $lookup", async () => {
    await db.collection<Document>("user").insertOne({ name: "no id", email: "x" });
    await adapter.create({ model: "item", data: { name: "free" } });
    expect(await adapter.findOne({ ...byName("free"), join: { user: true } })).toMatchObject({ user: null });
  });

  it("cannot be given another id", async () => {
    const { id } = await adapter.create<Row>({ model: "item", data: { name: "a" } });
    const update = { ...byName("a"), update: { id: "another" } };
    await expect(adapter.update(update)).rejects.toThrow("the id of a document cannot be changed");
    expect(await adapter.update<Row>({ ...byName("a"), update: { id, size: 1 } })).toMatchObject({ id, size: 1 });
  });
});

describe("ids", () => {
  it("are ObjectIds where they have the form of one, and text where not", async () => {
    const forced = (id: string) =>
      adapter.create<Row>({ model: "user", data: { ...userRow(id), id }, forceAllowId: true });
    const ids = ["0123456789abcdef01234567", "0123456789ABCDEF01234567", "own", "x".repeat(32)];
    for (const id of ids) expect((await forced(id)).id).toBe(id);
    for (const id of ids)
      expect(await adapter.findMany({ model: "user", where: [{ field: "id", value: id }] })).toHaveLength(1);
    const types = (await db.collection<Document>("user").find().toArray()).map(({ _id }) => typeof _id);
    expect(types).toEqual(["object", "string", "string", "string"]);
    for (const userId of ids) {
      await adapter.create({ model: "session", data: sessionRow(userId, userId) });
      const where = [{ field: "token", value: userId }];
      expect(await adapter.findOne({ model: "session", where, join: { user: true } })).toMatchObject({
        userId,
        user: { id: userId },
      });
    }
  });

  it("are made by the adapter with generateId: false, too", async () => {
    const own = mongodbAdapter(db)({ advanced: { database: { generateId: false } } });
    const { id } = await own.create<Row>({ model: "user", data: userRow("a") });
    expect((await stored("user"))?._id).toEqual(new ObjectId(String(id)));
    const absent = { model: "user", data: userRow("b"), uniqueField: "email" };
    expect((await own.createIfAbsent?.<Row>(absent))?.id).toMatch(/^[0-9a-f]{24}$/);
  });

  it("cannot be numbers that count up", () => {
    const make = () => mongodbAdapter(db)({ advanced: { database: { generateId: "serial" } } });
    expect(make).toThrow('generateId is "serial", but MongoDB Adapter has no numeric ids');
  });

  it("have the time, the process and a counter in them", () => {
    const generate = makeObjectIdGenerator();
    const ids = Array.from({ length: 1000 }, generate);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every(isObjectIdHex)).toBe(true);
    const [first = "", second = ""] = ids;
    expect(Math.abs(new ObjectId(first).getTimestamp().getTime() - Date.now())).toBeLessThan(5000);
    expect(second.slice(8, 18)).toBe(first.slice(8, 18));
    expect(makeObjectIdGenerator()().slice(8, 18)).not.toBe(first.slice(8, 18));
  });

  it("are of the driver that the database is of, whichever copy the application has", async () => {
    await db.command({ ping: 1 });
    expect(objectIdClassOf(db as never)).toBe(ObjectId);
    const client = new MongoClient6(place.url);
    const other = client.db(db.databaseName, { pkFactory: { createPk: () => "own" as never } });
    await other.command({ ping: 1 });
    expect(objectIdClassOf(other as never)).toBe(ObjectId6);
    await client.close();
  });
});

describe("what is no database", () => {
  it.each([
    [() => place.client, "a client"],
    [() => undefined, "undefined"],
    [() => "mongodb://127.0.0.1", "string"],
  ])("is refused with the way to pass one", (make, got) => {
    expect(() => mongodbAdapter(make() as unknown as MongoDBDatabase)).toThrow(
      `expected a database, as in mongodbAdapter(client.db(), { client }), got ${got}.`,
    );
  });
});

it("options show how the adapter is set up, and not the client, which knows the password", () => {
  const { options } = mongodbAdapter(db, { client: place.client, usePlural: true })({});
  expect(options).toMatchObject({ usePlural: true });
  expect(options).not.toHaveProperty("client");
});
