import { expect } from "vitest";
import type { BetterAuthOptions } from "../types";
import { everythingOptions, sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

const byFunction: BetterAuthOptions = {
  ...everythingOptions,
  advanced: { database: { generateId: ({ model }) => `own-${model}-${crypto.randomUUID().slice(0, 8)}` } },
};
const byDatabase: BetterAuthOptions = { ...everythingOptions, advanced: { database: { generateId: false } } };

/** The part of the suite about ids that are text. */
export function describeIds(suite: Suite): void {
  const { describe, it } = suite;

  describe("ids", () => {
    const db = useDatabase(suite);

    it("are different for every row", async () => {
      const rows = await Promise.all(Array.from({ length: 20 }, (_, i) => db.item({ name: `n${i}` })));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(20);
      for (const { id } of rows) expect(id).toEqual(expect.stringMatching(/^\S+$/));
    });

    it("are compared with their letter case", async () => {
      await db.adapter.create({ model: "item", data: { id: "abc", name: "a" }, forceAllowId: true });
      const where = (value: string) => [{ field: "id", value }];
      for (const other of ["ABC", "Abc", "abc ", "ábc"]) {
        expect(await db.adapter.findOne({ model: "item", where: where(other) })).toBeNull();
        expect(await db.adapter.consumeOne({ model: "item", where: where(other) })).toBeNull();
        expect(await db.adapter.deleteMany({ model: "item", where: where(other) })).toBe(0);
      }
      expect(await db.adapter.consumeOne({ model: "item", where: where("abc") })).toMatchObject({ id: "abc" });
    });

    it("are refused when they are taken", async () => {
      const create = (name: string) =>
        db.adapter.create({ model: "item", data: { id: "taken", name }, forceAllowId: true });
      await create("a");
      await expect(create("b")).rejects.toThrow();
      expect(await db.names([])).toEqual(["a"]);
    });
  });

  describe("ids of the application's function", () => {
    const db = useDatabase(suite, byFunction);

    it("are made for the logical name of the model, and hold rows together", async () => {
      const user = await db.adapter.create({ model: "user", data: userRow("a") });
      expect(user.id).toMatch(/^own-user-/);
      const session = await db.adapter.create({ model: "session", data: sessionRow("t", user.id) });
      expect(session).toMatchObject({ id: expect.stringMatching(/^own-session-/), userId: user.id });
    });
  });

  describe("ids of the database", () => {
    const db = useDatabase(suite, byDatabase);

    it("are the given ones where they are forced", async () => {
      await db.adapter.create({ model: "item", data: { id: "given", name: "a" }, forceAllowId: true });
      expect(await db.adapter.findOne({ model: "item", where: [{ field: "id", value: "given" }] })).toMatchObject({
        id: "given",
        name: "a",
      });
    });

    it("are made, or a row without one is refused", async () => {
      const made = await db.item({ name: "a" }).then(
        (row) => row.id,
        () => "refused",
      );
      expect(made).toEqual(expect.stringMatching(/^\S+$/));
      expect(await db.names([])).toEqual(made === "refused" ? [] : ["a"]);
    });
  });
}
