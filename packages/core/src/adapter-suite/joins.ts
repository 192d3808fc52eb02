import { expect } from "vitest";
import type { BetterAuthOptions, Row } from "../types";
import { everythingOptions, sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The same tables, and joins are handed to the adapter. */
export const joiningOptions: BetterAuthOptions = { ...everythingOptions, advanced: { database: { joins: true } } };

/** The part of the suite about joins. */
export function describeJoins(suite: Suite): void {
  describeJoinsOf(suite, "joins", everythingOptions);
  describeJoinsOf(suite, "joins that the adapter may do itself", joiningOptions);
}

function describeJoinsOf(suite: Suite, title: string, options: BetterAuthOptions): void {
  const { describe, it } = suite;
  describe(title, () => {
    const db = useDatabase(suite, options);
    const { item } = db;
    suite.beforeEach(async () => {
      for (const name of ["a", "b"]) {
        const { id } = await db.adapter.create({ model: "user", data: { ...userRow(name) } });
        for (const n of [1, 2, 3])
          await db.adapter.create({ model: "session", data: sessionRow(`${name}${n}`, id, { userAgent: null }) });
        if (name === "a") {
          await db.adapter.create({ model: "badge", data: { userId: id, label: "gold" } });
          await item({ name: "owned", ownerId: id, meta: { x: [1] }, on: true, at: new Date(1000), tags: ["t"] });
        }
      }
      await item({ name: "free" });
    });
    const findUser = (name: string, join: Record<string, boolean | { limit: number }>) =>
      db.adapter.findOne<Row>({ model: "user", where: [{ field: "name", value: name }], join });

    it("gives the one row that a row points at, or null", async () => {
      const session = await db.adapter.findOne<Row>({
        model: "session",
        where: [{ field: "token", value: "a1" }],
        join: { user: true },
      });
      expect(session).toMatchObject({
        token: "a1",
        user: { name: "a", email: "a@example.com", emailVerified: false },
      });
      expect((session?.user as Row | undefined)?.createdAt).toBeInstanceOf(Date);
      expect(
        await db.adapter.findOne({ model: "item", where: [{ field: "name", value: "free" }], join: { user: true } }),
      ).toMatchObject({ user: null });
    });

    it("gives the rows that point at a row as a list, and one where the reference is unique", async () => {
      const user = await findUser("a", { session: true, item: true, badge: true });
      const sessions = user?.session as Row[];
      expect(sessions.map(({ token }) => token).sort()).toEqual(["a1", "a2", "a3"]);
      expect(sessions[0]?.expiresAt).toEqual(new Date(2_000_000_000_000));
      expect(user?.item).toMatchObject([
        { name: "owned", meta: { x: [1] }, on: true, at: new Date(1000), tags: ["t"], size: null },
      ]);
      expect(user?.badge).toMatchObject({ label: "gold" });
      expect(await findUser("b", { item: true, badge: true })).toMatchObject({ item: [], badge: null });
    });

    it("limits a list for each row, and leaves out what is false", async () => {
      const users = await db.adapter.findMany<Row>({
        model: "user",
        join: { session: { limit: 2 }, badge: false },
        sortBy: { field: "name", direction: "asc" },
      });
      expect(users.map((user) => (user.session as Row[]).length)).toEqual([2, 2]);
      expect(users[0]).not.toHaveProperty("badge");
      expect((await findUser("a", { session: { limit: 0 } }))?.session).toEqual([]);
    });

    it("adds the id to the selected fields", async () => {
      const row = await db.adapter.findOne<Row>({
        model: "user",
        where: [{ field: "name", value: "a" }],
        select: ["email"],
        join: { badge: true },
      });
      expect(Object.keys(row ?? {}).sort()).toEqual(["badge", "email", "id"]);
    });

    it("refuses models without a reference", async () => {
      const read = db.adapter.findOne({ model: "session", where: [], join: { badge: true } });
      await expect(read).rejects.toThrow(
        "No foreign key found for model badge and base model session while performing join operation.",
      );
    });

    it("sorts, limits and counts rows, not what is joined to them", async () => {
      await db.adapter.create({ model: "user", data: userRow("c") });
      const page = (offset: number) =>
        db.adapter.findMany<Row>({
          model: "user",
          sortBy: { field: "name", direction: "desc" },
          limit: 2,
          offset,
          join: { session: true, item: true, badge: true },
        });
      const shape = (users: readonly Row[]) =>
        users.map(({ name, session, item, badge }) => [
          name,
          (session as Row[]).length,
          (item as Row[]).length,
          (badge as Row | null)?.label ?? null,
        ]);
      expect(shape(await page(0))).toEqual([
        ["c", 0, 0, null],
        ["b", 3, 0, null],
      ]);
      expect(shape(await page(2))).toEqual([["a", 3, 1, "gold"]]);
    });

    it("gives each of several rows the one that it points at", async () => {
      const sessions = await db.adapter.findMany<Row>({
        model: "session",
        where: [{ field: "token", value: "1", operator: "ends_with" }],
        sortBy: { field: "token", direction: "asc" },
        select: ["token"],
        join: { user: true },
      });
      expect(sessions.map(({ token, user }) => [token, (user as Row).email])).toEqual([
        ["a1", "a@example.com"],
        ["b1", "b@example.com"],
      ]);
    });

    it("gives a hundred rows of a list unless told", async () => {
      const user = await findUser("b", {});
      await Promise.all(Array.from({ length: 105 }, (_, i) => item({ name: `n${i}`, ownerId: user?.id })));
      expect((await findUser("b", { item: true }))?.item).toHaveLength(100);
      expect((await findUser("b", { item: { limit: 104 } }))?.item).toHaveLength(104);
    });

    it("keeps values of every type in joined rows", async () => {
      const { id } = (await findUser("b", {})) as Row;
      const row = await item({
        name: "ä ' \" \\ 🦊",
        size: -1,
        big: Number.MAX_SAFE_INTEGER,
        on: false,
        at: new Date("2024-02-29T12:34:56.789Z"),
        meta: { deep: ["null", null, { ключ: 1.5 }] },
        tags: [],
        sizes: [1, 2.5],
        level: "low",
        secret: "",
        ownerId: id,
      });
      expect((await findUser("b", { item: true }))?.item).toEqual([row]);
    });
  });
}
