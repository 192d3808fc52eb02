// The documented way to run the suites, on one Map whose tables are made anew for other options.
import { describe, expect, it } from "vitest";
import {
  authFlowTestSuite,
  caseInsensitiveTestSuite,
  createTestSuite,
  enableJoinTests,
  getNormalTestSuiteTests,
  joinsTestSuite,
  normalTestSuite,
  numberIdTestSuite,
  type TestSuiteStats,
  testAdapter,
  transactionsTestSuite,
  uuidTestSuite,
} from "../adapter";
import { type MapDatabase, mapAdapter } from "../fixtures/map-adapter";

const db: MapDatabase = new Map();
const migrated: unknown[] = [];
const lines: string[] = [];
const finished: TestSuiteStats[] = [];
const note = (line: string) => {
  lines.push(line);
};

const ownTestSuite = createTestSuite("own", {}, ({ adapter, insertRandom, options }) => ({
  "finds an empty database": async () => {
    expect(options).toEqual({});
    expect(await adapter.count({ model: "user" })).toBe(0);
    const users = await insertRandom("user", 3);
    expect(await adapter.findMany({ model: "user" })).toEqual(users);
  },
  "finds it again, and inserts rows of every model": async () => {
    for (const model of ["session", "account", "verification"] as const) {
      expect(await insertRandom(model, 2)).toHaveLength(2);
      expect(await adapter.count({ model })).toBe(2);
    }
    expect(await adapter.count({ model: "user" })).toBe(4);
  },
  "is left out": () => {
    throw new Error("it is not");
  },
}));

const { execute } = await testAdapter({
  adapter: () => mapAdapter(db),
  runMigrations: (options) => {
    migrated.push(options.database);
    db.clear();
  },
  prefixTests: "the documented door",
  logger: { info: note, warn: note, error: note },
  tests: [
    normalTestSuite({ disableTests: { "update changes many rows and counts them": true } }),
    caseInsensitiveTestSuite(),
    joinsTestSuite(),
    numberIdTestSuite(),
    uuidTestSuite(),
    transactionsTestSuite({ disableTests: { ALL: true, "transaction keeps everything or nothing": false } }),
    authFlowTestSuite(),
    ownTestSuite({ disableTests: { "is left out": true } }),
  ],
  onFinish: (stats) => {
    finished.push(...stats);
  },
});
execute();

describe("when every suite has ended", () => {
  it("was told how", () => {
    const byName = Object.fromEntries(finished.map((stats) => [stats.suite, stats]));
    for (const { failed } of finished) expect(failed).toBe(0);
    expect(byName.normal?.passed).toBeGreaterThan(100);
    expect(byName.transactions).toMatchObject({ passed: 1, skipped: expect.any(Number) });
    expect(byName["auth flow"]).toMatchObject({ passed: 8, skipped: 0 });
    expect(byName.own).toMatchObject({ passed: 2, skipped: 1 });
    expect(lines).toContain("own: disableTests leaves out is left out");
    expect(lines.some((line) => /^own: 2 passed, 0 failed, 1 skipped in \d+ ms$/.test(line))).toBe(true);
    expect(migrated.length).toBeGreaterThan(5);
    for (const database of migrated) expect(database).toBeTypeOf("function");
  });
});

describe("disableTests", () => {
  it("refuses a name that no test has", async () => {
    const tests = [joinsTestSuite({ disableTests: { "joins of nobody": true } })];
    await expect(testAdapter({ adapter: () => mapAdapter(), runMigrations: () => {}, tests })).rejects.toThrow(
      /disableTests of the suite "joins" names "joins of nobody"; expected "ALL"/,
    );
  });
});

describe("enableJoinTests", () => {
  it("hands joins to the adapter and keeps the other options", () => {
    const options = { appName: "x", advanced: { useSecureCookies: true, database: { generateId: "uuid" as const } } };
    expect(enableJoinTests(options)).toEqual({
      appName: "x",
      advanced: { useSecureCookies: true, database: { generateId: "uuid", joins: true } },
    });
  });
});

describe("getNormalTestSuiteTests", () => {
  it("gives tests that can be run one by one", async () => {
    const open = async (options = {}) => mapAdapter()(options);
    const tests = getNormalTestSuiteTests({ open, capabilities: {} });
    const name = "update changes many rows and counts them";
    await tests[name]?.({ skip: () => {} });
    expect(Object.keys(tests)).toContain(name);
  });
});
