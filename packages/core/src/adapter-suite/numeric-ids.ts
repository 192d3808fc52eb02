import { expect } from "vitest";
import type { BetterAuthOptions, Row } from "../types";
import { everythingOptions, sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** Ids that the database counts up. */
const serial: BetterAuthOptions = { ...everythingOptions, advanced: { database: { generateId: "serial" } } };

/** The part of the suite about ids that are numbers in the database and text outside. */
export function describeNumericIds(suite: Suite): void {
  const { describe, it } = suite;

  if (suite.capabilities.numericIds === false) {
    describe("ids that are numbers", () => {
      it("are refused when the adapter is made", async () => {
        await expect(suite.open(serial)).rejects.toMatchObject({ name: "BetterAuthError" });
      });
    });
    return;
  }

  describe("ids that are numbers", () => {
    const db = useDatabase(suite, serial);
    const user = (name: string) => db.adapter.create<Row>({ model: "user", data: userRow(name) });
    const byId = (value: string) =>
      db.adapter.findOne<Row>({ model: "user", where: [{ field: "id", value }] }) as Promise<Row | null>;

    it("are numbers in the database and text outside", async () => {
      const [first, second] = [await user("a"), await user("b")];
      expect([first.id, second.id]).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
      expect(Number(second.id)).toBeGreaterThan(Number(first.id));
      const session = await db.adapter.create({ model: "session", data: sessionRow("t", second.id) });
      expect(session).toMatchObject({ id: expect.stringMatching(/^\d+$/), userId: second.id });
      const read = await db.adapter.findOne({
        model: "session",
        where: [{ field: "token", value: "t" }],
        join: { user: true },
      });
      expect(read).toMatchObject({ userId: second.id, user: { id: second.id } });
    });

    it("are found by their text, one and several", async () => {
      const ids = [await user("a"), await user("b"), await user("c")].map(({ id }) => id as string);
      const [a, b, c] = ids as [string, string, string];
      expect(await byId(b)).toMatchObject({ id: b, name: "b" });
      const several = await db.adapter.findMany<Row>({
        model: "user",
        where: [{ field: "id", value: [a, c], operator: "in" }],
        sortBy: { field: "id", direction: "desc" },
      });
      expect(several.map(({ id }) => id)).toEqual([c, a]);
      const others = await db.adapter.findMany<Row>({
        model: "user",
        where: [{ field: "id", value: [a, c], operator: "not_in" }],
      });
      expect(others.map(({ id }) => id)).toEqual([b]);
      expect(await db.adapter.count({ model: "user", where: [{ field: "id", value: a, operator: "ne" }] })).toBe(2);
    });

    it("find nothing where the text is no number, or none that the database has", async () => {
      const { id } = await user("a");
      for (const value of ["two", "", `${id} or 1=1`, `${id};--`, "99999999999999999999", "-1", "1e400", "NaN"])
        expect([value, await byId(value)]).toEqual([value, null]);
    });

    it("sort as numbers", async () => {
      const ids: unknown[] = [];
      for (let i = 0; i < 12; i++) ids.push((await user(`n${i}`)).id);
      const sorted = await db.adapter.findMany<Row>({ model: "user", sortBy: { field: "id", direction: "asc" } });
      expect(sorted.map(({ id }) => id)).toEqual(ids);
    });

    it("hold rows together: where, joins in both directions, updates", async () => {
      const [a, b] = [await user("a"), await user("b")];
      await db.adapter.create({ model: "session", data: sessionRow("t1", a.id) });
      await db.adapter.create({ model: "session", data: sessionRow("t2", a.id) });
      const ofA = [{ field: "userId", value: a.id as string }];
      expect(await db.adapter.count({ model: "session", where: ofA })).toBe(2);
      const users = await db.adapter.findMany<Row>({
        model: "user",
        sortBy: { field: "id", direction: "asc" },
        join: { session: true },
      });
      expect(users.map(({ session }) => (session as Row[]).map(({ userId }) => userId))).toEqual([[a.id, a.id], []]);
      expect(await db.adapter.updateMany({ model: "session", where: ofA, update: { userId: b.id } })).toBe(2);
      const moved = await db.adapter.consumeOne<Row>({ model: "session", where: [{ field: "token", value: "t1" }] });
      expect(moved).toMatchObject({ userId: b.id });
    });

    it("may be given by force", async () => {
      const forced = await db.adapter.create({ model: "user", data: userRow("a", { id: "7000" }), forceAllowId: true });
      expect(forced).toMatchObject({ id: "7000", name: "a" });
      expect(await byId("7000")).toEqual(forced);
    });
  });
}
