import { afterEach, describe, expect, it, vi } from "vitest";
import { makeAuth } from "../test-support/instance";

const DAY = 86_400_000;
const pass = (milliseconds: number) => vi.useFakeTimers({ now: Date.now() + milliseconds, toFake: ["Date"] });
afterEach(() => void vi.useRealTimers());

const ofWrites = (statements: string[]) => statements.filter((sql) => !/^select/i.test(sql.trim()));

describe("with deferSessionRefresh", () => {
  it("no GET writes, whatever its route, when a session is due or over", async () => {
    const { browser, rows, statementsOf } = await makeAuth({ session: { deferSessionRefresh: true } });
    const alice = browser();
    await alice.signUp();
    pass(2 * DAY);
    for (const path of ["/get-session", "/list-accounts"]) {
      const writes = await statementsOf(async () => expect((await alice.get(path)).status).toBe(200));
      expect(ofWrites(writes)).toEqual([]);
    }
    pass(20 * DAY);
    const writes = await statementsOf(async () => expect((await alice.get("/get-session")).body).toBeNull());
    expect(ofWrites(writes)).toEqual([]);
    expect(alice.jar.size).toBe(0);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("a POST extends a session that is due, and removes one that is over", async () => {
    const { browser, rows } = await makeAuth({ session: { deferSessionRefresh: true } });
    const alice = browser();
    await alice.signUp();
    const [before] = rows("select expiresAt from session");
    pass(2 * DAY);
    await alice.post("/update-user", { name: "Alice" });
    expect(rows("select expiresAt from session")[0]).not.toEqual(before);
    pass(20 * DAY);
    expect((await alice.post("/get-session")).body).toBeNull();
    expect(rows("select * from session")).toEqual([]);
  });
});
