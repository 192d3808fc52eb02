import { type Document, ObjectId } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import { type MongoPlace, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { DBAdapter, Where } from "../../types";

const A = new ObjectId("0123456789abcdef01234567");
const id = A.toHexString();

let place: MongoPlace;
let adapter: DBAdapter;
const sent: Document[] = [];
beforeAll(async () => {
  place = await openMongo("replica set", { monitorCommands: true });
  place.client.on("commandStarted", ({ command: { find, filter, limit } }) => {
    if (find) sent.push({ find, filter, limit });
  });
  adapter = openAdapter(place, everythingOptions);
});
afterAll(() => place.close());
beforeEach(() => {
  sent.length = 0;
});

const clauses: readonly [Where, Document][] = [
  [{ field: "name", value: "a", operator: "ne" }, { name: { $nin: ["a", null] } }],
  [{ field: "name", value: null }, { name: { $eq: null } }],
  [{ field: "name", value: null, operator: "ne" }, { name: { $ne: null } }],
  [{ field: "size", value: 1, operator: "gte" }, { size: { $gte: 1 } }],
  [{ field: "size", value: null, operator: "gte" }, { size: { $in: [] } }],
  [{ field: "name", value: ["a", "b"], operator: "in" }, { name: { $in: ["a", "b"] } }],
  [{ field: "name", value: ["a"], operator: "not_in" }, { name: { $nin: ["a", null] } }],
  [{ field: "name", value: [], operator: "not_in" }, {}],
  [{ field: "name", value: "a.b", operator: "contains" }, { name: { $regex: "a\\.b" } }],
  [{ field: "name", value: "a", operator: "starts_with" }, { name: { $regex: "^a" } }],
  [{ field: "name", value: "a", operator: "ends_with" }, { name: { $regex: "a(?![\\s\\S])" } }],
  [{ field: "name", value: "a", mode: "insensitive" }, { name: { $regex: "^a(?![\\s\\S])", $options: "i" } }],
  [
    { field: "name", value: "a", operator: "ne", mode: "insensitive" },
    { $nor: [{ name: { $regex: "^a(?![\\s\\S])", $options: "i" } }], name: { $ne: null } },
  ],
  [
    { field: "id", value: "ab", operator: "starts_with" },
    { $expr: { $regexMatch: { input: { $toString: "$_id" }, regex: { $literal: "^ab" }, options: "" } } },
  ],
  [{ field: "id", value: id }, { _id: { $eq: A } }],
  // In capitals it is no id that anybody was given.
  [{ field: "id", value: id.toUpperCase() }, { _id: { $eq: id.toUpperCase() } }],
  [{ field: "ownerId", value: [id, "x"], operator: "in" }, { ownerId: { $in: [A, "x"] } }],
];

describe("the filters of the MongoDB adapter", () => {
  it.each(clauses)("%j", async (clause, expected) => {
    await adapter.findMany({ model: "item", where: [clause] });
    expect(sent).toEqual([{ find: "item", filter: expected, limit: 100 }]);
  });

  it("all of those joined by AND, and one of those joined by OR", async () => {
    const where: Where[] = [
      { field: "name", value: "a", connector: "OR" },
      { field: "size", value: 1 },
      { field: "name", value: "b", connector: "OR" },
    ];
    await adapter.findMany({ model: "item", where });
    const any = { $or: [{ name: { $eq: "a" } }, { name: { $eq: "b" } }] };
    expect(sent).toEqual([{ find: "item", filter: { $and: [{ size: { $eq: 1 } }, any] }, limit: 100 }]);
  });
});
