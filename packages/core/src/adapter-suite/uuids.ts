import { expect } from "vitest";
import type { BetterAuthOptions, Row } from "../types";
import { everythingOptions, sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

const uuids: BetterAuthOptions = { ...everythingOptions, advanced: { database: { generateId: "uuid" } } };
const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The part of the suite about ids that are UUIDs. */
export function describeUuids(suite: Suite): void {
  const { describe, it } = suite;

  describe("ids that are UUIDs", () => {
    const db = useDatabase(suite, uuids);
    const user = (name: string) => db.adapter.create<Row>({ model: "user", data: userRow(name) });

    it("are made, and only UUIDs are taken", async () => {
      expect((await user("a")).id).toMatch(FORM);
      const given = "0190a8c0-1111-7abc-8def-0123456789ab";
      const kept = await db.adapter.create({ model: "user", data: userRow("b", { id: given }), forceAllowId: true });
      expect(kept.id).toBe(given);
      const dropped = await db.adapter.create({
        model: "user",
        data: userRow("c", { id: "no-uuid" }),
        forceAllowId: true,
      });
      expect(dropped.id).toMatch(FORM);
    });

    it("find nothing where the text is no UUID", async () => {
      const { id } = await user("a");
      for (const value of ["no-uuid", "", `${id}'`, `${id} or 1=1`]) {
        expect(await db.adapter.findOne({ model: "user", where: [{ field: "id", value }] })).toBeNull();
        expect(await db.adapter.count({ model: "session", where: [{ field: "userId", value }] })).toBe(0);
      }
      const list = ["no-uuid", id as string];
      expect(await db.adapter.count({ model: "user", where: [{ field: "id", value: list, operator: "in" }] })).toBe(1);
    });

    it("hold rows together", async () => {
      const [a, b] = [await user("a"), await user("b")];
      const session = await db.adapter.create({ model: "session", data: sessionRow("t", a.id) });
      expect(session).toMatchObject({ id: expect.stringMatching(FORM), userId: a.id });
      const read = await db.adapter.findOne({
        model: "user",
        where: [{ field: "id", value: a.id as string }],
        join: { session: true },
      });
      expect(read).toMatchObject({ id: a.id, session: [{ token: "t", userId: a.id }] });
      const where = [{ field: "userId", value: a.id as string }];
      expect(await db.adapter.update({ model: "session", where, update: { userId: b.id } })).toMatchObject({
        userId: b.id,
      });
    });
  });
}
