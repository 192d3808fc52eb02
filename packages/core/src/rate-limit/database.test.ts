import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { budget } from "../test-support/budget";
import { makeAuth } from "../test-support/instance";

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

async function limited(max: number, over: object = {}) {
  const background: Promise<unknown>[] = [];
  const made = await makeAuth({
    advanced: { backgroundTasks: { handler: (work) => void background.push(work) } },
    rateLimit: { enabled: true, storage: "database", window: 10, max, ...over },
  });
  /** A request from an address, with all that it leaves to the background. */
  async function get(address: string) {
    const answer = await made.browser().get("/ok", from(address));
    await Promise.all(background.splice(0));
    return answer;
  }
  return { ...made, get };
}

describe("counters in the database", () => {
  it("go on from the last request that was let through, and start anew when none was for a window", async () => {
    const { get, rows } = await limited(3);
    const answers: [number, string | null][] = [];
    for (const seconds of [0, 6, 6, 1, 8, 1]) {
      later(seconds);
      const { status, headers } = await get("198.51.100.1");
      answers.push([status, headers.get("x-retry-after")]);
    }
    expect(answers).toEqual([
      [200, null],
      [200, null],
      [200, null],
      [429, "9"],
      [429, "1"],
      [200, null],
    ]);
    expect(rows("select key, count, lastRequest from rateLimit")).toEqual([
      { key: "198.51.100.1|/ok", count: 1, lastRequest: Date.now() },
    ]);
  });

  it("take one statement for a request that goes on, and none for one that is refused", async () => {
    const { get, statementsOf } = await limited(2);
    const count = async () => (await statementsOf(() => get("198.51.100.1"))).length;
    // The first of the process sweeps as well.
    await get("198.51.100.2");
    expect([await count(), await count(), await count(), await count()]).toEqual([1, budget(1, 2), 0, 0]);
    later(10);
    expect(await count()).toBe(budget(1, 2));
  });

  it("count what other processes have let through, in three statements when that comes as a surprise", async () => {
    const one = await limited(3);
    await one.get("198.51.100.1");
    const two = await makeAuth({
      database: one.db,
      rateLimit: { enabled: true, storage: "database", window: 10, max: 3 },
    });
    const get = (made: typeof two | typeof one) => made.browser().get("/ok", from("198.51.100.1"));
    const statements = await one.statementsOf(() => get(two));
    // A row that cannot be made, its reading, a count that is one more.
    expect(statements).toHaveLength(budget(3, 5));
    expect([(await get(one)).status, (await get(two)).status, (await get(one)).status]).toEqual([200, 429, 429]);
    later(10);
    expect([(await get(two)).status, (await get(one)).status]).toEqual([200, 200]);
    expect(one.rows("select count from rateLimit")).toEqual([{ count: 2 }]);
  });

  it("find their way when the row is gone", async () => {
    const { browser, db, rows } = await limited(2);
    const get = async () => (await browser().get("/ok", from("198.51.100.1"))).status;
    expect(await get()).toBe(200);
    db.exec("delete from rateLimit");
    expect([await get(), await get(), await get()]).toEqual([200, 200, 429]);
    later(10);
    db.exec("delete from rateLimit");
    expect(await get()).toBe(200);
    expect(rows("select count from rateLimit")).toEqual([{ count: 1 }]);
  });

  it("are deleted in the background when no window can need them, at most once a minute", async () => {
    // The longest window is 60 seconds, that of the routes that send mail.
    const { get, rows, statementsOf } = await limited(5);
    const sweeps = async (address: string) =>
      (await statementsOf(() => get(address))).filter((sql) => sql.startsWith("delete")).length;
    expect(await sweeps("198.51.100.1")).toBe(1);
    later(30);
    expect(await sweeps("198.51.100.2")).toBe(0);
    later(45);
    expect(await sweeps("198.51.100.2")).toBe(0);
    expect(await sweeps("198.51.100.3")).toBe(1);
    expect(rows("select key from rateLimit order by key").map(({ key }) => key)).toEqual([
      "198.51.100.2|/ok",
      "198.51.100.3|/ok",
    ]);
    // What was swept is known to be gone.
    expect(await statementsOf(() => get("198.51.100.1"))).toHaveLength(1);
  });

  it("live in the table and columns that the options name", async () => {
    const { get, rows } = await limited(2, { modelName: "limits", fields: { lastRequest: "seen" } });
    await get("198.51.100.1");
    expect(rows("select key, count, seen from limits")).toEqual([
      { key: "198.51.100.1|/ok", count: 1, seen: Date.now() },
    ]);
  });

  it("refuse when the database fails", async () => {
    const { browser, db } = await limited(2);
    db.exec("drop table rateLimit");
    expect((await browser().get("/ok", from("198.51.100.1"))).status).toBe(429);
  });

  it("work with an adapter that gives numbers as text", async () => {
    const adapter = memoryAdapter({});
    const { browser } = await makeAuth({
      rateLimit: { enabled: true, storage: "database", window: 10, max: 2 },
      database: (options) => {
        const ours = adapter(options);
        const asText = (row: { count?: unknown; lastRequest?: unknown } | null) =>
          row && { ...row, count: String(row.count), lastRequest: BigInt(row.lastRequest as number) };
        return {
          ...ours,
          incrementOne: async (args) => asText(await ours.incrementOne(args)) as never,
          createIfAbsent: async (args) => asText((await ours.createIfAbsent?.(args)) ?? null) as never,
          findOne: async (args) => asText(await ours.findOne(args)) as never,
        };
      },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await browser().get("/ok", from("198.51.100.1"))).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});
