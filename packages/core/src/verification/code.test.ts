import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthEndpoint } from "../api";
import { readCode, type StoredCodeForm, storeCode, type TypedCode, tryCode } from "../lifecycle";
import { budget } from "../test-support/budget";
import { makeAuth } from "../test-support/instance";
import { delayed, memoryStorage } from "../test-support/memory-storage";
import * as z from "../zod";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const identifier = "test-code-alice";

async function make(form: StoredCodeForm = "encrypted", options: Parameters<typeof makeAuth>[0] = {}) {
  const plugin = {
    id: "codes",
    endpoints: {
      run: createAuthEndpoint("/run", { method: "POST", body: z.any() }, (ctx) => ctx.body(ctx)),
    },
  };
  const made = await makeAuth({ ...options, plugins: [plugin] });
  type Ctx = Parameters<typeof storeCode>[0];
  const run = <R>(work: (ctx: Ctx) => Promise<R>) =>
    (made.auth.api as unknown as { run(input: { body: typeof work }): Promise<R> }).run({ body: work });
  return {
    ...made,
    store: (code: string) => run((ctx) => storeCode(ctx, { identifier, code, expiresIn: 60, form })),
    read: (as = form) => run((ctx) => readCode(ctx, identifier, as)),
    attempt: (code: string, more: Partial<TypedCode> = {}) =>
      run((ctx) => tryCode(ctx, { identifier, code, form, allowedAttempts: 3, ...more })),
  };
}

const forms: [string, StoredCodeForm][] = [
  ["plain", "plain"],
  ["hashed", "hashed"],
  ["encrypted", "encrypted"],
  ["an own hash", { hash: async (code) => `h:${code}`.split("").reverse().join(":") }],
  ["an own cipher", { encrypt: async (code) => `:${code}:`, decrypt: async (stored) => stored.slice(1, -1) }],
];

describe.each(forms)("a code in the form %s", (name, form) => {
  it("is right once", async () => {
    const { store, attempt, rows } = await make(form);
    await store("123456");
    expect(await attempt("654321")).toBe("wrong");
    expect(await attempt("123456")).toBe("right");
    expect(await attempt("123456")).toBe("none");
    expect(rows("select * from verification")).toEqual([]);
  });

  it("is read as far as the form lets it", async () => {
    const { store, read, rows } = await make(form);
    expect(await read()).toBeNull();
    await store("123456");
    const isReadable = name !== "hashed" && name !== "an own hash";
    expect(await read()).toEqual({ code: isReadable ? "123456" : null, attempts: 0 });
    const [row] = rows("select value from verification");
    if (name === "hashed" || name === "encrypted") expect(String(row?.value)).not.toContain("123456");
  });
});

describe.each([
  ["in the database", {}],
  ["in a secondary storage", { secondaryStorage: memoryStorage() }],
])("a code %s", (_where, options) => {
  it("takes so many wrong ones, and is gone with the next", async () => {
    const { store, attempt } = await make("encrypted", options);
    await store("123456");
    const verdicts = [];
    for (let i = 0; i < 5; i++) verdicts.push(await attempt(`00000${i}`));
    expect(verdicts).toEqual(["wrong", "wrong", "wrong", "too-many-attempts", "none"]);
    expect(await attempt("123456")).toBe("none");
  });

  it("is judged against no more than the limit, however many try at once", async () => {
    const { store, attempt } = await make("encrypted", options);
    await store("123456");
    const guesses = Array.from({ length: 100 }, (_, i) => attempt(String(i).padStart(6, "0")));
    const verdicts = await Promise.all(guesses);
    expect(verdicts.filter((verdict) => verdict === "wrong").length).toBeLessThanOrEqual(3);
    expect(verdicts).not.toContain("right");
  });

  it("is right for one of many who know it", async () => {
    const { store, attempt } = await make("encrypted", options);
    await store("123456");
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => attempt("123456")));
    expect(verdicts.filter((verdict) => verdict === "right")).toHaveLength(1);
  });

  it("can be looked at without being spent, which a wrong one pays for", async () => {
    const { store, attempt, read } = await make("encrypted", options);
    await store("123456");
    expect(await attempt("123456", { keep: true })).toBe("right");
    expect(await attempt("000000", { keep: true })).toBe("wrong");
    expect(await read()).toEqual({ code: "123456", attempts: 1 });
    expect(await attempt("123456")).toBe("right");
  });

  it("is over when its time is", async () => {
    const { store, attempt, read } = await make("encrypted", options);
    await store("123456");
    vi.setSystemTime(Date.now() + 60_000);
    expect(await read()).toBeNull();
    expect(["expired", "none"]).toContain(await attempt("123456"));
  });

  it("makes way for the next one", async () => {
    const { store, attempt } = await make("encrypted", options);
    await store("111111");
    vi.setSystemTime(Date.now() + 1000);
    await store("222222");
    expect(await attempt("111111")).toBe("wrong");
    expect(await attempt("222222")).toBe("right");
  });
});

it.each([
  ["in the database", {}],
  ["in a secondary storage", { secondaryStorage: delayed(memoryStorage()) }],
  ["in both", { secondaryStorage: delayed(memoryStorage()), verification: { storeInDatabase: true } }],
])("that was sent while another was judged stays the newer one, %s", async (_where, options) => {
  let isJudging = () => {};
  const judged = new Promise<void>((resolve) => {
    isJudging = resolve;
  });
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const hash = async (code: string) => {
    if (code === "wrong") {
      isJudging();
      await gate;
    }
    return `h:${code}`;
  };
  const { store, attempt, read } = await make({ hash }, options);
  await store("111111");
  vi.setSystemTime(Date.now() + 1000);
  const guess = attempt("wrong");
  await judged;
  await store("222222");
  vi.setSystemTime(Date.now() + 1000);
  goOn();
  expect(await guess).toBe("wrong");
  expect(await read()).toMatchObject({ attempts: 0 });
  expect(await attempt("222222")).toBe("right");
});

it("makes way for one that is sent in the same moment", async () => {
  const { store, attempt, rows } = await make();
  await store("111111");
  await store("222222");
  expect(rows("select * from verification")).toHaveLength(1);
  expect(await attempt("222222")).toBe("right");
});

it("that cannot be read is wrong, as after a change of the form", async () => {
  const { store, attempt, read } = await make("plain");
  await store("123456");
  expect(await read("encrypted")).toEqual({ code: null, attempts: 0 });
  expect(await attempt("123456", { form: "encrypted" })).toBe("wrong");
});

it("takes one statement when right, and two when wrong", async () => {
  const { store, attempt, statementsOf } = await make();
  await store("123456");
  // The first look sweeps expired values, once a minute.
  await attempt("000000");
  expect(await statementsOf(() => attempt("000000"))).toHaveLength(budget(2, 3));
  expect(await statementsOf(() => attempt("123456"))).toHaveLength(budget(1, 2));
});
