import { describe, expect, it } from "vitest";
import { runWithTransaction } from "../context";
import { createInternalAdapter, getWithHooks } from "../db";
import { makeAuth } from "../test-support/instance";
import type { DatabaseHooks } from "../types";

const person = (email: string) => ({
  name: "Q",
  email,
  emailVerified: false,
  createdAt: new Date(),
  updatedAt: new Date(),
});
const where = (email: string) => [{ field: "email", value: email }];

async function prepare(refuses = (_what: string) => false) {
  const { auth, options, rows } = await makeAuth();
  const { adapter } = await auth.$context;
  const told: string[] = [];
  const around = (what: string) => ({
    before: async (row: { name?: string | undefined; email?: string | undefined }) => {
      told.push(`before ${what} ${row.email ?? row.name}`);
      return refuses(what) ? false : undefined;
    },
    after: async (row: { email?: string }) => void told.push(`after ${what} ${row.email ?? row}`),
  });
  const user = { create: around("create"), update: around("update"), delete: around("delete") };
  const entry = { source: "test", hooks: { user } as DatabaseHooks };
  return { adapter, told, rows, options, writes: getWithHooks(adapter, { options, hooks: [entry] }), entry };
}

describe("writes with hooks", () => {
  it("run the hooks they are given around each write", async () => {
    const { writes, told } = await prepare();
    expect(await writes.createWithHooks(person("a@e.com"), "user")).toMatchObject({ email: "a@e.com" });
    expect(await writes.updateWithHooks({ name: "Z" }, where("a@e.com"), "user")).toMatchObject({ name: "Z" });
    expect(await writes.updateManyWithHooks({ name: "Y" }, where("a@e.com"), "user")).toBe(1);
    expect(await writes.deleteManyWithHooks(where("a@e.com"), "user")).toBe(1);
    expect(told).toEqual([
      "before create a@e.com",
      "after create a@e.com",
      "before update Z",
      "after update a@e.com",
      "before update Y",
      "after update 1",
      "before delete a@e.com",
      "after delete a@e.com",
    ]);
  });

  it("are stopped by a hook", async () => {
    const { writes, rows } = await prepare((what) => what !== "create");
    await writes.createWithHooks(person("a@e.com"), "user");
    expect(await writes.updateWithHooks({ name: "Z" }, where("a@e.com"), "user")).toBeNull();
    expect(await writes.updateManyWithHooks({ name: "Z" }, where("a@e.com"), "user")).toBe(0);
    await writes.deleteWithHooks(where("a@e.com"), "user");
    let consumed = 0;
    const consume = async () => ({ count: ++consumed });
    expect(await writes.consumeOneWithHooks("user", person("a@e.com"), consume)).toBeNull();
    expect(consumed).toBe(0);
    expect(rows("select name from user")).toEqual([{ name: "Q" }]);
    const all = await prepare(() => true);
    expect(await all.writes.createWithHooks(person("a@e.com"), "user")).toBeNull();
  });

  it("may be the caller's own, beside the adapter's or instead of it", async () => {
    const { writes, rows, told } = await prepare();
    const own = { fn: async (data: object) => ({ ...data, email: "own" }) };
    expect(await writes.createWithHooks(person("a@e.com"), "user", own)).toMatchObject({ email: "own" });
    expect(rows("select email from user")).toEqual([]);
    await writes.createWithHooks(person("b@e.com"), "user", { ...own, executeMainFn: true });
    expect(rows("select email from user")).toEqual([{ email: "b@e.com" }]);
    await writes.updateWithHooks({ name: "Z" }, where("b@e.com"), "user", { ...own, executeMainFn: true });
    expect(rows("select name from user")).toEqual([{ name: "Z" }]);
    expect(told.filter((line) => line.startsWith("after"))).toEqual([
      "after create own",
      "after create own",
      "after update own",
    ]);
  });

  it("consume a row between the delete hooks", async () => {
    const { writes, adapter, told } = await prepare();
    const row = await writes.createWithHooks(person("a@e.com"), "user");
    told.length = 0;
    const consume = () => adapter.consumeOne({ model: "user", where: where("a@e.com") });
    expect(await writes.consumeOneWithHooks("user", row as object as never, consume)).toMatchObject({
      email: "a@e.com",
    });
    expect(await writes.consumeOneWithHooks("user", row as object as never, consume)).toBeNull();
    expect(told).toEqual(["before delete a@e.com", "after delete a@e.com", "before delete a@e.com"]);
  });

  it("join the transaction around them", async () => {
    const { writes, adapter, rows, told } = await prepare();
    const work = runWithTransaction(adapter, async () => {
      await writes.createWithHooks(person("a@e.com"), "user");
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(rows("select email from user")).toEqual([]);
    expect(told).toEqual(["before create a@e.com"]);
  });
});

describe("an internal adapter over an adapter", () => {
  it("works without an instance, with the hooks it is given and none of the options'", async () => {
    const { adapter, options, entry, told } = await prepare();
    const ofOptions: string[] = [];
    const withHooks = {
      ...options,
      databaseHooks: { user: { create: { before: async () => void ofOptions.push("asked") } } },
    };
    const users = createInternalAdapter(adapter, { options: withHooks, hooks: [entry] });
    const user = await users.createUser({ name: "A", email: "A@e.com" });
    expect(await users.findUserByEmail("a@E.com")).toMatchObject({ user: { id: user?.id } });
    const session = await users.createSession(user?.id as string);
    expect(await users.findSession(session.token)).toMatchObject({ session: { userId: user?.id } });
    await users.deleteUser(user?.id as string);
    expect(await users.findSession(session.token)).toBeNull();
    expect(told).toEqual([
      "before create a@e.com",
      "after create a@e.com",
      "before delete a@e.com",
      "after delete a@e.com",
    ]);
    expect(ofOptions).toEqual([]);
  });
});
