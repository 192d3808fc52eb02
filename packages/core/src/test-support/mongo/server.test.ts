import { type Db, type Document, MongoServerError } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MongoPlace, mongoUrl, openMongo } from "./databases";

// What the adapter's tests rely on. On a real server the same holds, but for what only this one does not know.

let place: MongoPlace;
let db: Db;
beforeAll(async () => {
  place = await openMongo();
  db = place.database();
});
afterAll(() => place.close());

const collection = (name: string) => db.collection<Document>(name);
const failsWith = async (work: Promise<unknown>, code: number, message: string) => {
  const error = await work.then(
    () => expect.fail("it worked"),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(MongoServerError);
  expect(error).toMatchObject({ code });
  expect(error.message).toContain(message);
};

describe("the server that tests of MongoDB run on", () => {
  it("gives what was stored, in batches", async () => {
    const numbers = Array.from({ length: 250 }, (_, n) => ({ n }));
    // The driver gives ids to what it inserts.
    await collection("batches").insertMany(numbers.map((number) => ({ ...number })));
    expect(await collection("batches").find().sort({ n: -1 }).toArray()).toHaveLength(250);
    const cursor = collection("batches").find().batchSize(10);
    expect(await cursor.next()).toMatchObject({ n: 0 });
    await cursor.close();
    const page = collection("batches").find(
      {},
      { sort: { n: 1 }, skip: 100, limit: 120, projection: { _id: 0, n: 1 } },
    );
    expect(await page.toArray()).toEqual(numbers.slice(100, 220));
  });

  it("takes nothing and null for equal, and numbers for no text", async () => {
    await collection("types").insertMany([
      { _id: 1, x: null },
      { _id: 2 },
      { _id: 3, x: "5" },
      { _id: 4, x: 5 },
    ] as never[]);
    const ids = async (filter: Document) =>
      (await collection("types").find(filter).toArray()).map(({ _id }) => Number(_id));
    expect(await ids({ x: { $eq: null } })).toEqual([1, 2]);
    expect(await ids({ x: { $nin: [5, null] } })).toEqual([3]);
    expect(await ids({ x: { $gt: 1 } })).toEqual([4]);
    expect(await ids({ x: { $type: "null" } })).toEqual([1]);
    expect(await ids({ x: { $regex: "5" } })).toEqual([3]);
  });

  it("keeps unique values apart, and says which index has refused", async () => {
    await collection("unique").createIndexes([
      { key: { a: 1 }, name: "a", unique: true, sparse: true },
      { key: { b: 1, c: 1 }, name: "bc", unique: true, partialFilterExpression: { b: { $exists: true } } },
    ]);
    await collection("unique").insertMany([{ a: 1 }, {}, {}, { b: 1, c: 1 }, { b: 1, c: 2 }]);
    await failsWith(collection("unique").insertOne({ a: 1 }), 11000, "dup key: { a: 1 }");
    const error = await collection("unique")
      .insertOne({ b: 1, c: 2 })
      .catch((reason) => reason);
    expect(error.keyPattern).toEqual({ b: 1, c: 1 });
    await failsWith(collection("unique").updateOne({ c: 1 }, { $set: { c: 2 } }), 11000, "E11000 duplicate key");
    await failsWith(collection("unique").createIndexes([{ key: { a: 1 }, name: "other" }]), 85, "already exists");
  });

  it("shows a transaction the moment in which it began, and others nothing of it before the commit", async () => {
    await collection("moments").insertOne({ n: 1 });
    const session = place.client.startSession();
    session.startTransaction({ readConcern: { level: "snapshot" } });
    const inside = () => collection("moments").countDocuments({}, { session });
    expect(await inside()).toBe(1);
    await collection("moments").insertOne({ n: 2 });
    await collection("moments").insertOne({ n: 3 }, { session });
    expect([await inside(), await collection("moments").countDocuments()]).toEqual([2, 2]);
    await session.commitTransaction();
    expect(await collection("moments").countDocuments()).toBe(3);
    await session.endSession();
  });

  it("ends the transaction that comes second to a document, and lets a command alone wait for the first", async () => {
    const moments = collection("conflicts");
    await moments.insertOne({ n: 1 });
    const [first, second] = [place.client.startSession(), place.client.startSession()];
    for (const session of [first, second]) {
      session.startTransaction({ readConcern: { level: "snapshot" } });
      await moments.findOne({}, { session });
    }
    await moments.updateOne({}, { $inc: { n: 1 } }, { session: first });
    const error = await moments.updateOne({}, { $inc: { n: 10 } }, { session: second }).catch((reason) => reason);
    expect([error.code, error.hasErrorLabel("TransientTransactionError")]).toEqual([112, true]);
    const alone = moments.updateOne({}, { $inc: { n: 100 } });
    await first.commitTransaction();
    await alone;
    expect(await moments.findOne({})).toMatchObject({ n: 102 });
    await second.abortTransaction();
    for (const session of [first, second]) await session.endSession();
  });

  it("refuses what MongoDB refuses", async () => {
    await db.createCollection("made");
    await failsWith(db.createCollection("made"), 48, "already exists");
    await failsWith(db.command({ nonsense: 1 }), 59, "no such command");
    await failsWith(
      collection("x")
        .find({ a: { $nonsense: 1 } })
        .toArray(),
      2,
      "unknown operator: $nonsense",
    );
    await failsWith(collection("x").find({ $nonsense: [] }).toArray(), 2, "unknown top level operator: $nonsense");
    await collection("x").insertOne({ a: "text" });
    await failsWith(collection("x").updateOne({}, { $inc: { a: 1 } }), 14, "Cannot");
    await failsWith(collection("x").updateOne({}, { $set: { _id: 1 } }), 66, "_id");
    await failsWith(collection("x").updateOne({}, { $set: { a: 1 }, $unset: { a: "" } }), 40, "conflict");
    await failsWith(
      collection("none")
        .aggregate([{ $limit: 0 }])
        .toArray(),
      15958,
      "must be positive",
    );
    await failsWith(collection("nowhere").listIndexes().toArray(), 26, "does not exist");
  });

  it.skipIf(mongoUrl !== undefined)("refuses what it does not know itself", async () => {
    const knowsNo = "this stand-in for MongoDB knows no";
    await failsWith(collection("x").find({}, { hint: "a" }).toArray(), 9, `${knowsNo} hint in find`);
    await failsWith(
      collection("x")
        .aggregate([{ $facet: {} }])
        .toArray(),
      9,
      `${knowsNo} stage $facet`,
    );
    await failsWith(collection("x").updateOne({}, [{ $set: { a: 1 } }]), 9, `${knowsNo} update by a pipeline`);
    await failsWith(
      collection("x")
        .find({ $expr: { $gt: ["$a", 1] } })
        .toArray(),
      9,
      `${knowsNo} expression $gt`,
    );
  });
});
