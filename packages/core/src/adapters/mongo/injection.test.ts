import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { cheapPasswords, ORIGIN, PASSWORD, SECRET } from "../../test-support/instance";
import { type MongoPlace, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { DBAdapter, Row, Where, WhereOperator } from "../../types";
import { mongodbAdapter } from "./mongodb-adapter";

/** What would match, break or run something if it ever reached a command as it is. */
const attacks: readonly unknown[] = [
  { $ne: null },
  { $gt: "" },
  { $regex: ".*" },
  { $exists: true },
  { $in: ["a", "b"] },
  { $where: "return true" },
  { $or: [{}, {}] },
  { $eq: "a@example.com" },
  { _bsontype: "ObjectId", id: "0".repeat(12) },
  { _bsontype: "BSONRegExp", pattern: ".*", options: "" },
  { _bsontype: "Code", code: "return true" },
  /.*/,
  [{ $ne: null }],
  () => true,
];
const operators: readonly WhereOperator[] = ["eq", "lt", "lte", "gt", "gte", "contains", "starts_with", "ends_with"];

let place: MongoPlace;
beforeAll(async () => {
  place = await openMongo();
});
afterAll(() => place.close());

describe("values that are operators of MongoDB", () => {
  let adapter: DBAdapter;
  let stored: readonly Row[];
  const all = (model: string) => adapter.findMany<Row>({ model, sortBy: { field: "id", direction: "asc" } });
  beforeAll(async () => {
    adapter = openAdapter(place, everythingOptions);
    const { id } = await adapter.create<Row>({ model: "user", data: userRow("a") });
    await adapter.create({ model: "user", data: userRow("b") });
    await adapter.create({ model: "session", data: sessionRow("t", id) });
    await adapter.create({
      model: "item",
      data: { name: "a", size: 1, on: true, at: new Date(0), meta: { x: 1 }, tags: ["a"], sizes: [1], level: "low" },
    });
    stored = await all("user");
  });

  const fields: readonly [string, string][] = [
    ...["id", "email", "name", "emailVerified", "createdAt", "image"].map((field): [string, string] => ["user", field]),
    ...["token", "userId", "expiresAt"].map((field): [string, string] => ["session", field]),
    ...["size", "on", "at", "meta", "tags", "sizes", "level"].map((field): [string, string] => ["item", field]),
  ];

  it.each(fields)("match nothing in %s.%s, whatever the operator and the call", async (model, field) => {
    for (const attack of attacks) {
      for (const operator of operators) {
        const where = [{ field, value: attack, operator } as Where];
        expect([attack, operator, await adapter.count({ model, where })]).toEqual([attack, operator, 0]);
      }
      const isOne = [{ field, value: attack } as Where];
      const isOneOf = [{ field, value: [attack], operator: "in" } as unknown as Where];
      expect(await adapter.findOne({ model, where: isOne })).toBeNull();
      expect(await adapter.findOne({ model, where: isOneOf })).toBeNull();
      expect(await adapter.update({ model, where: isOne, update: { updatedAt: new Date() } })).toBeNull();
      expect(await adapter.updateMany({ model, where: isOneOf, update: { updatedAt: new Date() } })).toBe(0);
      expect(await adapter.deleteMany({ model, where: isOne })).toBe(0);
      expect(await adapter.consumeOne({ model, where: isOneOf })).toBeNull();
      expect(await adapter.consumeMany?.({ model, where: isOne })).toEqual([]);
    }
    expect(await all("user")).toEqual(stored);
  });

  it("match nothing when they are compared with ne or not_in, either", async () => {
    for (const value of attacks) {
      expect(await adapter.count({ model: "user", where: [{ field: "email", value, operator: "ne" } as Where] })).toBe(
        0,
      );
      const list = [{ field: "email", value: [value], operator: "not_in" } as unknown as Where];
      expect(await adapter.count({ model: "user", where: list })).toBe(0);
    }
  });

  it("are refused where a field of another type is written, and say nothing of the value", async () => {
    for (const value of attacks) {
      const create = adapter.create({ model: "user", data: { ...userRow("c"), email: value } });
      await expect(create).rejects.toThrow(
        /^mongodbAdapter: field email: expected text, got (object|a list|function)\.$/,
      );
      const where = [{ field: "email", value: "a@example.com" }];
      await expect(adapter.update({ model: "user", where, update: { name: value } })).rejects.toThrow("field name");
      await expect(adapter.update({ model: "user", where, update: { emailVerified: value } })).rejects.toThrow(
        "boolean",
      );
      await expect(adapter.update({ model: "user", where, update: { updatedAt: value } })).rejects.toThrow("a date");
    }
    expect(await all("user")).toEqual(stored);
  });

  it("are plain JSON in a field of JSON", async () => {
    for (const meta of attacks.slice(0, 11)) {
      const { id } = await adapter.create<Row>({ model: "item", data: { name: "json", meta } });
      const where = [{ field: "id", value: id as string }];
      expect((await adapter.findOne<Row>({ model: "item", where }))?.meta).toEqual(meta);
    }
  });

  it("are text in text", async () => {
    const texts = ["$ne", "$where", "$$ROOT", "a.b", ".*", "^", "$", "\\", "(", "a\0b", "\n"];
    for (const name of texts) await adapter.create({ model: "item", data: { name, plan: "text" } });
    const names = async (operator: WhereOperator, value: string, mode?: "insensitive") => {
      const where: Where[] = [
        { field: "plan", value: "text" },
        { field: "name", value, operator, mode },
      ];
      return (await adapter.findMany<Row>({ model: "item", where })).map(({ name }) => name);
    };
    for (const text of texts) {
      for (const mode of [undefined, "insensitive"] as const) {
        expect(await names("eq", text, mode)).toEqual([text]);
        for (const operator of ["contains", "starts_with", "ends_with"] as const)
          expect(await names(operator, text, mode)).toContain(text);
      }
      const counted = {
        model: "item",
        where: [{ field: "name", value: text }],
        increment: { size: 1 },
        set: { code: text },
      };
      expect(await adapter.incrementOne<Row>(counted)).toMatchObject({ name: text, code: text, size: 1 });
    }
    expect(await names("ends_with", "$")).toEqual(["$"]);
    // "$" of a regular expression would find it before the line break.
    await adapter.create({ model: "item", data: { name: "end\n", plan: "text" } });
    expect(await names("eq", "end", "insensitive")).toEqual([]);
    expect(await names("ends_with", "end")).toEqual([]);
  });
});

describe("names that mean something to MongoDB", () => {
  it("are refused as fields in every call", async () => {
    const adapter = openAdapter(place, everythingOptions);
    for (const field of ["$where", "email.$ne", "__proto__", "_id", "$expr", "email\0"]) {
      await expect(adapter.findMany({ model: "user", where: [{ field, value: "x" }] })).rejects.toThrow("not found");
      await expect(adapter.findMany({ model: "user", sortBy: { field, direction: "asc" } })).rejects.toThrow(
        "not found",
      );
      await expect(adapter.findMany({ model: "user", select: [field] })).rejects.toThrow("not found");
      const increment = { [field]: 1 };
      if (field !== "__proto__")
        await expect(adapter.incrementOne({ model: "user", where: [], increment })).rejects.toThrow("not found");
    }
    const row = await adapter.create<Row>({ model: "user", data: { ...userRow("x"), $set: { email: "y" }, "a.b": 1 } });
    expect(Object.keys(row).some((key) => /[$.]/.test(key))).toBe(false);
  });

  it.each(["$where", "a.b", "a$b", "", "_id", "a\0"])(
    "are refused as a field's name in the options: %j",
    (fieldName) => {
      const plugin = { id: "x", schema: { note: { fields: { text: { type: "string" as const, fieldName } } } } };
      const make = () => openAdapter(place, { plugins: [plugin] });
      // Without a name of its own the field keeps its key.
      if (fieldName === "") expect(make).not.toThrow();
      else
        expect(make).toThrow(
          `mongodbAdapter: fieldName of note: expected the name of a field, got ${JSON.stringify(fieldName)}`,
        );
    },
  );

  it.each(["$cmd", "system.users", "a\0b"])("are refused as a collection's name: %j", (modelName) => {
    expect(() => openAdapter(place, { user: { modelName } })).toThrow("mongodbAdapter: modelName of user");
  });
});

it("a request with operators in the place of text is refused, and signs nobody in", async () => {
  const auth = betterAuth({
    baseURL: ORIGIN,
    secret: SECRET,
    logger: { disabled: true },
    emailAndPassword: { enabled: true, password: cheapPasswords },
    database: mongodbAdapter(place.database(), { client: place.client }),
  });
  const alice = new Browser(auth, "alice");
  await alice.signUp();
  const eve = new Browser(auth, "eve");
  for (const attack of attacks.slice(0, 11)) {
    const bodies = [
      { email: attack, password: PASSWORD },
      { email: alice.email, password: attack },
    ];
    for (const body of bodies) expect((await eve.post("/sign-in/email", body)).status).toBe(400);
    const reset = await eve.post("/reset-password", { token: attack, newPassword: "a long password" });
    expect(reset.status).toBe(400);
    const signUp = await eve.signUp({ name: attack });
    expect(signUp.status).toBe(400);
  }
  expect((await alice.session()).user.email).toBe(alice.email);
  expect((await alice.signIn()).status).toBe(200);
});
