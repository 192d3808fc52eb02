import { expect } from "vitest";
import type { BetterAuthOptions, BetterAuthPlugin, Row, Where } from "../types";
import { sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

const renamed: BetterAuthOptions = {
  logger: { disabled: true },
  user: { modelName: "people", fields: { name: "full_name", email: "mail" } },
  session: { modelName: "logins", fields: { userId: "person_id" } },
};

/** A table and columns whose names are words of SQL. */
const thing: BetterAuthPlugin = {
  id: "thing",
  schema: {
    thing: {
      modelName: "order",
      fields: {
        size: { type: "number", required: false, fieldName: "group" },
        code: { type: "string", required: false, unique: true, fieldName: "theCode" },
        at: { type: "date", required: false, fieldName: "from_at", defaultValue: () => new Date(7000) },
        label: { type: "string", required: false, fieldName: "select" },
        ownerId: {
          type: "string",
          required: false,
          fieldName: "owner",
          references: { model: "user", field: "id" },
        },
      },
    },
  },
};
const reserved: BetterAuthOptions = {
  logger: { disabled: true },
  plugins: [thing],
  user: {
    modelName: "users",
    additionalFields: {
      plan: { type: "string", required: false, defaultValue: "free", fieldName: "user_plan" },
      visits: { type: "number", required: false, fieldName: "visit_count" },
    },
  },
};

/** The part of the suite about tables and columns under other names, and fields of the application's own. */
export function describeRenamed(suite: Suite): void {
  const { describe, it } = suite;

  describe("renamed tables and columns", () => {
    const db = useDatabase(suite, renamed);

    it("stand under their logical names, and may be asked for by both", async () => {
      const user = await db.adapter.create({ model: "user", data: userRow("a") });
      expect(user).toMatchObject({ name: "a", email: "a@example.com" });
      await db.adapter.create({ model: "logins", data: sessionRow("t", user.id) });
      for (const model of ["user", "people", "users"]) {
        for (const field of ["email", "mail"]) {
          expect(await db.adapter.findOne({ model, where: [{ field, value: "a@example.com" }] })).toEqual(user);
        }
      }
      const session = await db.adapter.findOne({
        model: "session",
        where: [{ field: "token", value: "t" }],
        join: { people: true },
      });
      expect(session).toMatchObject({ user });
      const sorted = await db.adapter.findMany({
        model: "people",
        sortBy: { field: "full_name", direction: "asc" },
        select: ["full_name"],
      });
      expect(sorted).toEqual([{ name: "a" }]);
    });

    it("never show under their names in the database", async () => {
      const user = await db.adapter.create<Row>({ model: "user", data: userRow("a") });
      const session = await db.adapter.create<Row>({ model: "session", data: sessionRow("t", user.id) });
      const read = await db.adapter.findOne<Row>({
        model: "people",
        where: [{ field: "id", value: user.id as string }],
        join: { logins: true },
      });
      expect(read).toEqual({ ...user, session: [session] });
      for (const name of ["full_name", "mail"]) expect(read).not.toHaveProperty(name);
      expect(session).not.toHaveProperty("person_id");
    });
  });

  describe("tables and columns that are called like words of SQL", () => {
    const db = useDatabase(suite, reserved);
    const create = (data: Row) => db.adapter.create<Row>({ model: "thing", data });
    const whereCode = (value: string): Where[] => [{ field: "code", value }];

    it("are written, read, sorted, changed and deleted", async () => {
      const user = await db.adapter.create<Row>({ model: "user", data: userRow("a") });
      const first = await create({ size: 2, code: "x", label: "from", ownerId: user.id });
      expect(first).toMatchObject({ size: 2, code: "x", label: "from", at: new Date(7000), ownerId: user.id });
      await create({ size: 1, code: "y" });
      const sorted = await db.adapter.findMany<Row>({
        model: "order",
        where: [{ field: "size", value: 0, operator: "gt" }],
        sortBy: { field: "size", direction: "asc" },
        select: ["size", "code"],
      });
      expect(sorted).toEqual([
        { size: 1, code: "y" },
        { size: 2, code: "x" },
      ]);
      const [changed] = [
        await db.adapter.update<Row>({ model: "thing", where: whereCode("x"), update: { label: "to" } }),
      ];
      expect(changed).toEqual({ ...first, label: "to" });
      expect(await db.adapter.deleteMany({ model: "thing", where: [{ field: "label", value: "to" }] })).toBe(1);
      expect(await db.adapter.count({ model: "thing" })).toBe(1);
    });

    it("are counted, taken, joined and created once", async () => {
      const user = await db.adapter.create<Row>({ model: "user", data: userRow("a", { visits: 1 }) });
      await create({ size: 1, code: "x", ownerId: user.id });
      const step = await db.adapter.incrementOne<Row>({
        model: "thing",
        where: [...whereCode("x"), { field: "size", value: 2, operator: "lt" }],
        increment: { size: 1 },
        set: { label: "counted" },
      });
      expect(step).toMatchObject({ size: 2, label: "counted", code: "x" });
      const joined = await db.adapter.findOne<Row>({
        model: "user",
        where: [{ field: "visits", value: 1 }],
        join: { thing: true },
      });
      expect(joined).toMatchObject({ plan: "free", visits: 1, thing: [{ size: 2, label: "counted" }] });
      await expect(create({ code: "x" })).rejects.toThrow();
      if (db.adapter.createIfAbsent) {
        for (const uniqueField of ["code", "theCode"])
          expect(await db.adapter.createIfAbsent({ model: "thing", data: { code: "x" }, uniqueField })).toBeNull();
      }
      expect(await db.adapter.consumeOne<Row>({ model: "thing", where: whereCode("x") })).toEqual(step);
      expect(await db.adapter.count({ model: "order" })).toBe(0);
    });
  });

  describe("fields of the application's own", () => {
    const db = useDatabase(suite, reserved);

    it("have their defaults, and are found, counted and sorted by", async () => {
      for (const [name, visits] of [
        ["a", 3],
        ["b", 1],
      ] as const)
        await db.adapter.create({ model: "user", data: userRow(name, { visits }) });
      await db.adapter.create({ model: "user", data: userRow("c", { plan: "pro", visits: 2 }) });
      const free = await db.adapter.findMany<Row>({
        model: "user",
        where: [{ field: "plan", value: "free" }],
        sortBy: { field: "visits", direction: "asc" },
      });
      expect(free.map(({ name }) => name)).toEqual(["b", "a"]);
      const visited = await db.adapter.incrementOne<Row>({
        model: "user",
        where: [{ field: "email", value: "c@example.com" }],
        increment: { visits: 5 },
      });
      expect(visited).toMatchObject({ plan: "pro", visits: 7 });
    });
  });
}
