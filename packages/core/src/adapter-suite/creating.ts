import { expect } from "vitest";
import type { Row } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about create. */
export function describeCreating(suite: Suite): void {
  const { describe, it } = suite;

  describe("create", () => {
    const db = useDatabase(suite);
    const { item } = db;
    it("gives the row back with its defaults, an id and nothing that the schema does not know", async () => {
      const row = await item({ name: "a", unknown: 1 });
      expect(row).toMatchObject({ name: "a", plan: "free", size: null, ownerId: null });
      // A database may have ids of its own kind.
      const { customIdGenerator, disableIdGeneration } = db.adapter.options?.adapterConfig ?? {};
      const isOwnKind = customIdGenerator !== undefined || disableIdGeneration === true;
      expect(row.id).toMatch(isOwnKind ? /^\S+$/ : /^[a-zA-Z0-9]{32}$/);
      expect(row).not.toHaveProperty("unknown");
      expect(await db.adapter.findOne({ model: "item", where: [{ field: "id", value: row.id as string }] })).toEqual(
        row,
      );
    });

    it("keeps values of every type", async () => {
      const values = {
        name: "ä ' \" ; -- % _ \\ 🦊",
        size: 7,
        big: 9_007_199_254_740_991,
        on: true,
        at: new Date("2024-02-29T12:34:56.789Z"),
        meta: { deep: [1, { a: null }], text: "x" },
        tags: ["x", "y,z"],
        sizes: [1, 2.5],
        level: "high",
        code: "c",
        secret: "s",
        plan: "pro",
      };
      const row = await item(values);
      expect(row).toMatchObject(values);
      const read = await db.adapter.findOne<Row>({ model: "item", where: [{ field: "code", value: "c" }] });
      expect(read).toEqual(row);
      expect(read?.at).toBeInstanceOf(Date);
    });

    it("keeps null apart from values that look like nothing", async () => {
      const empty = { name: "", size: 0, on: false, tags: [], meta: {}, plan: null };
      expect(await item(empty)).toMatchObject(empty);
      const nothing = { name: "n", size: null, on: null, at: null, meta: null, tags: null, level: null };
      expect(await item(nothing)).toMatchObject(nothing);
    });

    it("gives a required field its default where it is given null", async () => {
      const data = { name: "a", email: "a@example.com", emailVerified: null, createdAt: null };
      const user = await db.adapter.create<Row>({ model: "user", data });
      expect(user.emailVerified).toBe(false);
      expect(user.createdAt).toBeInstanceOf(Date);
    });

    it("takes the text of a date", async () => {
      expect((await item({ name: "a", at: "2024-01-02" })).at).toEqual(new Date("2024-01-02T00:00:00.000Z"));
    });

    it("drops a given id unless it is forced", async () => {
      const given = "x".repeat(32);
      expect((await db.adapter.create({ model: "item", data: { id: given, name: "a" } })).id).not.toBe(given);
      const forced = await db.adapter.create({ model: "item", data: { id: given, name: "b" }, forceAllowId: true });
      expect(forced.id).toBe(given);
    });

    it("trims what it gives back to the selected fields", async () => {
      const row = await db.adapter.create({ model: "item", data: { name: "a", size: 1 }, select: ["name"] });
      expect(row).toEqual({ name: "a" });
    });

    it("refuses a unique value that is taken", async () => {
      await item({ name: "a", code: "same" });
      await expect(item({ name: "b", code: "same" })).rejects.toThrow();
      expect(await db.adapter.count({ model: "item" })).toBe(1);
    });
  });
}
