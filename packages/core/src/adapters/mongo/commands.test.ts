import { type Document, ObjectId } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { explainFault } from "../../fault/database-fault-error";
import { type MongoPlace, mongoUrl, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { DBAdapter, Row, Where } from "../../types";

// What is sent is pinned here word for word, to be compared with "Database Commands" in MongoDB's manual.

/** What the driver adds by itself. */
const ADDED = ["lsid", "$db", "$clusterTime", "$readPreference", "txnNumber", "ordered", "readConcern", "writeConcern"];

const A = new ObjectId("0123456789abcdef01234567");
const id = A.toHexString();
const now = new Date(1000);

let place: MongoPlace;
let adapter: DBAdapter;
const sent: Document[] = [];
beforeAll(async () => {
  place = await openMongo("replica set", { monitorCommands: true });
  place.client.on("commandStarted", ({ command }) => {
    if (!command.endSessions)
      sent.push(Object.fromEntries(Object.entries(command).filter(([key]) => !ADDED.includes(key))));
  });
  adapter = openAdapter(place, everythingOptions);
  await adapter.create({ model: "user", data: { ...userRow("a"), id }, forceAllowId: true });
});
afterAll(() => place.close());
beforeEach(() => {
  sent.length = 0;
});

const item = (where: Where[]) => ({ model: "item", where });
const named: Where[] = [{ field: "name", value: "a" }];
const filter = { name: { $eq: "a" } };

/** What a call sends, its errors left out. */
async function sentBy(call: () => unknown): Promise<Document[]> {
  await call();
  return [...sent];
}

describe("the commands of the MongoDB adapter", () => {
  it("create: insert", async () => {
    const data = { ...sessionRow("t", id, { createdAt: now, updatedAt: now, expiresAt: now }), id: "b".repeat(24) };
    expect(await sentBy(() => adapter.create({ model: "session", data, forceAllowId: true }))).toEqual([
      {
        insert: "session",
        documents: [
          { expiresAt: now, token: "t", createdAt: now, updatedAt: now, userId: A, _id: new ObjectId("b".repeat(24)) },
        ],
      },
    ]);
  });

  it("findOne and findMany: find", async () => {
    expect(await sentBy(() => adapter.findOne({ ...item(named), select: ["size"] }))).toEqual([
      { find: "item", filter, limit: 1, projection: { _id: 0, size: 1 } },
    ]);
    sent.length = 0;
    const sortBy = { field: "size", direction: "desc" } as const;
    expect(await sentBy(() => adapter.findMany({ ...item(named), sortBy, limit: 5, offset: 10 }))).toEqual([
      { find: "item", filter, sort: new Map([["size", -1]]), skip: 10, limit: 5 },
    ]);
  });

  it("joins: one aggregate with $lookup", async () => {
    const where = [{ field: "token", value: "t" }];
    expect(await sentBy(() => adapter.findOne({ model: "session", where, join: { user: true } }))).toEqual([
      {
        aggregate: "session",
        pipeline: [
          { $match: { token: { $eq: "t" } } },
          { $limit: 1 },
          {
            $lookup: {
              from: "user",
              localField: "userId",
              foreignField: "_id",
              pipeline: [{ $limit: 1 }],
              as: "better_auth_join_0",
            },
          },
        ],
        cursor: {},
      },
    ]);
    sent.length = 0;
    const join = { session: { limit: 2 }, badge: true };
    const lookup = (from: string, limit: number, number: number) => ({
      $lookup: {
        from,
        localField: "_id",
        foreignField: "userId",
        pipeline: [{ $limit: limit }],
        as: `better_auth_join_${number}`,
      },
    });
    expect(await sentBy(() => adapter.findMany({ model: "user", select: ["name"], join, limit: 3 }))).toEqual([
      {
        aggregate: "user",
        pipeline: [
          { $match: {} },
          { $limit: 3 },
          { $project: { _id: 1, name: 1 } },
          lookup("session", 2, 0),
          lookup("badge", 1, 1),
        ],
        cursor: {},
      },
    ]);
  });

  it("count: aggregate with $group", async () => {
    expect(await sentBy(() => adapter.count(item(named)))).toEqual([
      { aggregate: "item", pipeline: [{ $match: filter }, { $group: { _id: 1, n: { $sum: 1 } } }], cursor: {} },
    ]);
  });

  it("update: findAndModify, and update for further ones when several can match", async () => {
    const changes = { $set: { size: 1, touchedAt: new Date(5000) }, $unset: { plan: "" } };
    const byCode = [{ field: "code", value: "c" }];
    const update = { size: 1, plan: null };
    const modify = { findAndModify: "item", remove: false, new: true, upsert: false, update: changes };
    expect(await sentBy(() => adapter.update({ ...item(byCode), update }))).toEqual([
      { ...modify, query: { code: { $eq: "c" } } },
    ]);

    const { id: itemId } = await adapter.create<Row>({ model: "item", data: { name: "a" } });
    sent.length = 0;
    const others = { $and: [filter, { _id: { $ne: new ObjectId(String(itemId)) } }] };
    expect(await sentBy(() => adapter.update({ ...item(named), update }))).toEqual([
      { ...modify, query: filter },
      { update: "item", updates: [{ q: others, u: changes, multi: true }] },
    ]);
    sent.length = 0;
    expect(await sentBy(() => adapter.updateMany({ ...item(named), update }))).toEqual([
      { update: "item", updates: [{ q: filter, u: changes, multi: true }] },
    ]);
  });

  it("delete and deleteMany: delete", async () => {
    const deletion = { delete: "item", deletes: [{ q: filter, limit: 0 }] };
    expect(await sentBy(() => adapter.delete(item(named)))).toEqual([deletion]);
    expect(await sentBy(() => adapter.deleteMany(item(named)))).toEqual([deletion, deletion]);
  });

  it("consumeOne: findAndModify with remove", async () => {
    expect(await sentBy(() => adapter.consumeOne(item(named)))).toEqual([
      { findAndModify: "item", query: filter, remove: true, new: false, upsert: false },
    ]);
  });

  it("consumeMany: nothing but a find when there is nothing, else a transaction", async () => {
    const first = { find: "item", filter, projection: { _id: 1 }, limit: 1, singleBatch: true };
    const { batchSize: _ofTheLine, ...found } = (await sentBy(() => adapter.consumeMany?.(item(named))))[0] as Document;
    expect(found).toEqual(first);
    const { id: itemId } = await adapter.create<Row>({ model: "item", data: { name: "a" } });
    sent.length = 0;
    const inside = { autocommit: false };
    expect(await sentBy(() => adapter.consumeMany?.(item(named)))).toEqual([
      expect.objectContaining(first),
      { find: "item", filter, ...inside, startTransaction: true },
      { delete: "item", deletes: [{ q: { _id: { $in: [new ObjectId(String(itemId))] } }, limit: 0 }], ...inside },
      { commitTransaction: 1, ...inside },
    ]);
  });

  it("incrementOne: findAndModify with $inc, guarded", async () => {
    const where: Where[] = [
      { field: "label", value: "x" },
      { field: "userId", value: id },
    ];
    await adapter.incrementOne({ model: "badge", where, increment: {}, set: { label: "y" } });
    expect(sent).toEqual([
      {
        findAndModify: "badge",
        query: { $and: [{ label: { $eq: "x" } }, { userId: { $eq: A } }] },
        remove: false,
        new: true,
        upsert: false,
        update: { $set: { label: "y" } },
      },
    ]);
    await adapter.create<Row>({ model: "item", data: { name: "a", size: 1 } });
    sent.length = 0;
    const guard: Where[] = [...named, { field: "size", value: 5, operator: "lt" }];
    expect(await sentBy(() => adapter.incrementOne({ ...item(guard), increment: { size: 2 } }))).toEqual([
      {
        findAndModify: "item",
        query: { $and: [filter, { size: { $lt: 5 } }, { $nor: [{ size: { $type: "null" } }] }] },
        remove: false,
        new: true,
        upsert: false,
        update: { $set: { touchedAt: new Date(5000) }, $inc: { size: 2 } },
      },
    ]);
  });

  it("createIfAbsent: findAndModify that writes only where there is nothing", async () => {
    const create = () =>
      adapter.createIfAbsent?.({
        model: "item",
        data: { id, name: "n", code: "c", plan: null },
        uniqueField: "code",
        forceAllowId: true,
      });
    expect(await sentBy(create)).toEqual([
      {
        findAndModify: "item",
        query: { code: { $eq: "c" } },
        remove: false,
        new: true,
        upsert: true,
        update: { $setOnInsert: { name: "n", _id: A } },
      },
    ]);
  });

  it("a transaction: the commands with one number, and commitTransaction or abortTransaction", async () => {
    const names = (commands: Document[]) =>
      commands.map((command) => [Object.keys(command)[0], command.startTransaction]);
    const work = (fails: boolean) => () =>
      adapter
        .transaction(async (trx) => {
          await trx.create({ model: "item", data: { name: "t" } });
          await trx.count(item(named));
          if (fails) throw new Error("no");
        })
        .catch(() => {});
    const commands: [string, true | undefined][] = [
      ["insert", true],
      ["aggregate", undefined],
    ];
    expect(names(await sentBy(work(false)))).toEqual([...commands, ["commitTransaction", undefined]]);
    sent.length = 0;
    expect(names(await sentBy(work(true)))).toEqual([...commands, ["abortTransaction", undefined]]);
  });
});

describe("what is sent once", () => {
  it("is the greeting, and the indexes before the first write", async () => {
    const own = openAdapter(place, { plugins: [] });
    await own.findMany({ model: "user" });
    expect(sent).toEqual([{ hello: 1 }, { find: "user", filter: {}, limit: 100 }]);
    sent.length = 0;
    await own.create({ model: "user", data: userRow("a") });
    const collections = ["user", "session", "account", "verification"];
    expect(sent.filter(({ listIndexes }) => listIndexes)).toEqual(
      collections.map((listIndexes) => ({ listIndexes, cursor: {} })),
    );
    const made = sent.flatMap(({ createIndexes, indexes }) =>
      createIndexes ? indexes.map((index: Document) => [createIndexes, index.name, index.unique ?? false]) : [],
    );
    expect(made.filter(([, , unique]) => unique).sort()).toEqual([
      ["session", "session_token_uidx", true],
      ["user", "user_email_uidx", true],
    ]);
    expect(made).toContainEqual(["session", "session_userId_idx", false]);
    expect(made).toContainEqual(["verification", "verification_identifier_idx", false]);
    sent.length = 0;
    await own.create({ model: "user", data: userRow("b") });
    expect(sent.map((command) => Object.keys(command)[0])).toEqual(["insert"]);
  });

  it.skipIf(mongoUrl !== undefined)("is asked again after it could not be answered", async () => {
    const own = openAdapter(place);
    place.server?.fail({ command: "hello", cut: "before" });
    place.server?.fail({ command: "hello", cut: "before" });
    const error: unknown = await own.findMany({ model: "user" }).catch((thrown: unknown) => thrown);
    expect(explainFault(error)).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect(await own.findMany({ model: "user" })).toEqual([]);
  });
});
