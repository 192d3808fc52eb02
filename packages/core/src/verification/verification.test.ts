import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { runWithTransaction } from "../context";
import { scopeAround } from "../context/root-scope";
import { makeAuth } from "../test-support/instance";
import { delayed } from "../test-support/memory-storage";
import { FIFTY, RACE } from "../test-support/races";
import { advance, isOnAnotherStorage, openStorage } from "../test-support/storage";
import { databaseName } from "../test-support/test-database";
import type { BetterAuthOptions, InternalAdapter, Verification } from "../types";
import { findVerification, swapVerification } from "./store";

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

async function make(options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth(options);
  return { ...made, internalAdapter: (await made.auth.$context).internalAdapter };
}
const put = (stores: InternalAdapter, identifier: string, value = "v", seconds = 60) =>
  stores.createVerificationValue({ identifier, value, expiresAt: new Date(Date.now() + seconds * 1000) });

describe("the identifier of a verification value", () => {
  it("is stored as its hash, and shown as it was given", async () => {
    const { internalAdapter, rows } = await make();
    expect((await put(internalAdapter, "reset-password:secret")).identifier).toBe("reset-password:secret");
    expect(rows("select identifier from verification")).toEqual([{ identifier: sha256("reset-password:secret") }]);
    const found = await internalAdapter.findVerificationValue("reset-password:secret");
    expect(found).toMatchObject({ identifier: "reset-password:secret", value: "v" });
    expect(await internalAdapter.updateVerificationByIdentifier("reset-password:secret", { value: "w" })).toMatchObject(
      { identifier: "reset-password:secret", value: "w" },
    );
    expect(await internalAdapter.consumeVerificationValue("reset-password:secret")).toMatchObject({ value: "w" });
    expect(rows("select * from verification")).toEqual([]);
  });

  it("is stored as the options say, by its start where they do", async () => {
    const hash = async (identifier: string) => `own:${identifier.length}`;
    const { internalAdapter, rows } = await make({
      verification: { storeIdentifier: { default: "hashed", overrides: { "magic-": "plain", "own-": { hash } } } },
    });
    for (const identifier of ["magic-1", "own-22", "other"]) await put(internalAdapter, identifier);
    expect(
      rows("select identifier from verification")
        .map(({ identifier }) => identifier)
        .sort(),
    ).toEqual(["magic-1", "own:6", sha256("other")].sort());
    for (const identifier of ["magic-1", "own-22", "other"])
      expect((await internalAdapter.consumeVerificationValue(identifier))?.identifier).toBe(identifier);

    const plain = await make({ verification: { storeIdentifier: "plain" } });
    await put(plain.internalAdapter, "as-it-is");
    expect(plain.rows("select identifier from verification")).toEqual([{ identifier: "as-it-is" }]);
  });

  it("of the time before hashing is found and spent; the newest counts and all go", async () => {
    const before = await make({ verification: { storeIdentifier: "plain" } });
    await put(before.internalAdapter, "otp:a", "old");
    const now = await make({ database: before.db });
    expect((await now.internalAdapter.findVerificationValue("otp:a"))?.value).toBe("old");
    await advance(1);
    await put(now.internalAdapter, "otp:a", "new");
    expect((await now.internalAdapter.findVerificationValue("otp:a"))?.value).toBe("new");
    expect((await now.internalAdapter.consumeVerificationValue("otp:a"))?.value).toBe("new");
    expect(before.rows("select * from verification")).toEqual([]);
  });

  it("that stands in the store is no way in, whatever hashes it", async () => {
    for (const storeIdentifier of ["hashed", { hash: async (text: string) => `h-${text.length}` }] as const) {
      const { internalAdapter, rows } = await make({ verification: { storeIdentifier } });
      await put(internalAdapter, "a-token");
      const [row] = rows("select identifier from verification");
      expect(await internalAdapter.findVerificationValue(row?.identifier as string)).toBeNull();
      expect(await internalAdapter.consumeVerificationValue(row?.identifier as string)).toBeNull();
      expect(await internalAdapter.consumeVerificationValue("a-token")).not.toBeNull();
    }
  });
});

describe("expired verification values", () => {
  it("are read but cannot be spent, and are gone once somebody tried", async () => {
    const { internalAdapter, rows } = await make({ verification: { disableCleanup: true } });
    await put(internalAdapter, "x", "v", 10);
    await advance(11);
    expect(await internalAdapter.findVerificationValue("x")).not.toBeNull();
    expect(await internalAdapter.consumeVerificationValue("x")).toBeNull();
    expect(rows("select * from verification")).toEqual([]);
  });

  it("are swept by a look-up, at most once a minute, unless the options say no", async () => {
    const sweeps = async (options: Parameters<typeof makeAuth>[0] = {}) => {
      const pending: Promise<unknown>[] = [];
      const made = await make({ advanced: { backgroundTasks: { handler: (work) => pending.push(work) } }, ...options });
      const left = async () => {
        await made.internalAdapter.findVerificationValue("unknown");
        await Promise.all(pending);
        return made.rows("select value from verification order by expiresAt").map(({ value }) => value);
      };
      await put(made.internalAdapter, "a", "short", 10);
      await put(made.internalAdapter, "b", "long", 1000);
      const first = await left();
      await advance(30);
      const second = await left();
      await advance(31);
      return [first, second, await left()];
    };
    expect(await sweeps()).toEqual([["short", "long"], ["short", "long"], ["long"]]);
    expect((await sweeps({ verification: { disableCleanup: true } }))[2]).toEqual(["short", "long"]);
  });
});

type OpenPlace = () => Promise<Parameters<typeof makeAuth>[0]>;
const PLACES: [string, OpenPlace][] = [
  [databaseName, async () => ({})],
  ["the memory adapter", async () => ({ database: memoryAdapter({}) })],
  [
    "an adapter of others",
    async () => ({
      database: ((options) => {
        const { consumeMany: _ours, ...others } = memoryAdapter({})(options);
        return others;
      }) satisfies BetterAuthOptions["database"],
    }),
  ],
  ["a secondary storage", async () => ({ secondaryStorage: delayed(await openStorage()) })],
  ["both", async () => ({ secondaryStorage: delayed(await openStorage()), verification: { storeInDatabase: true } })],
];

describe.each(isOnAnotherStorage() ? PLACES.slice(-2) : PLACES)(
  "verification values in %s",
  (_name, options: OpenPlace) => {
    it("are spent by one of fifty", RACE, async () => {
      const { internalAdapter } = await make(await options());
      await put(internalAdapter, "x", "old");
      await advance(1);
      await put(internalAdapter, "x", "new");
      const spent = await Promise.all(FIFTY.map(() => internalAdapter.consumeVerificationValue("x")));
      expect(spent.filter((value) => value !== null).map((value) => value?.value)).toEqual(["new"]);
      expect(await internalAdapter.findVerificationValue("x")).toBeNull();
    });

    it("are never there again after they were spent, although somebody changes them meanwhile", RACE, async () => {
      const { internalAdapter } = await make(await options());
      for (let round = 0; round < 10; round++) {
        await put(internalAdapter, `x${round}`);
        const changes = FIFTY.slice(0, 3).map((index) =>
          internalAdapter.updateVerificationByIdentifier(`x${round}`, { value: `changed ${index}` }),
        );
        const spent = FIFTY.slice(0, 3).map(() => internalAdapter.consumeVerificationValue(`x${round}`));
        const winners = (await Promise.all(spent)).filter((value) => value !== null).length;
        await Promise.all(changes);
        const late = await internalAdapter.consumeVerificationValue(`x${round}`);
        expect(winners + (late === null ? 0 : 1)).toBeLessThanOrEqual(1);
      }
    });

    it("are changed by one of fifty who have read the same", RACE, async () => {
      const { auth, internalAdapter } = await make(await options());
      const scope = scopeAround(await auth.$context);
      await put(internalAdapter, "x");
      const read = (await findVerification(scope, "x")) as Verification;
      const swaps = await Promise.all(FIFTY.map((index) => swapVerification(scope, read, `by ${index}`)));
      const winner = swaps.findIndex(({ status }) => status === "changed");
      expect(swaps.map(({ status }) => status)).toEqual(
        FIFTY.map((index) => (index === winner ? "changed" : "missed")),
      );
      expect(await swapVerification(scope, read, "late")).toEqual({ status: "missed" });
      expect((await internalAdapter.consumeVerificationValue("x"))?.value).toBe(`by ${winner}`);
      expect(await swapVerification(scope, read, "after it was spent")).toEqual({ status: "missed" });
      expect(await findVerification(scope, "x")).toBeNull();
    });

    it("can be removed unspent", async () => {
      const { internalAdapter } = await make(await options());
      await put(internalAdapter, "x");
      await put(internalAdapter, "y");
      await internalAdapter.deleteVerificationByIdentifier("x");
      expect(await internalAdapter.consumeVerificationValue("x")).toBeNull();
      expect(await internalAdapter.consumeVerificationValue("y")).not.toBeNull();
    });
  },
);

describe("verification values in a secondary storage", () => {
  it("stand under their identifier for as long as they count; one that is over is not written", async () => {
    const storage = await openStorage();
    const { internalAdapter } = await make({
      secondaryStorage: storage,
      verification: { storeIdentifier: "plain" },
    });
    const made = await put(internalAdapter, "x", "v", 60);
    await put(internalAdapter, "over", "v", 0);
    expect(await storage.keys()).toEqual(["verification:x"]);
    expect(await storage.ttlOf("verification:x")).toBe(60);
    const { id, ...rest } = made;
    expect(id).toBe("x");
    const stored = (await storage.get("verification:x")) as string;
    expect(JSON.parse(stored)).toEqual(JSON.parse(JSON.stringify(rest)));
    await advance(20);
    await internalAdapter.updateVerificationByIdentifier("x", { value: "w" });
    expect(await storage.ttlOf("verification:x")).toBe(40);
    expect(await internalAdapter.findVerificationValue("x")).toMatchObject({ value: "w", expiresAt: made.expiresAt });
    await advance(41);
    expect(await internalAdapter.findVerificationValue("x")).toBeNull();
  });

  it("spent under one form leave nothing under the other", async () => {
    const storage = await openStorage();
    const before = await make({ secondaryStorage: storage, verification: { storeIdentifier: "plain" } });
    await put(before.internalAdapter, "otp:a", "old");
    const { internalAdapter } = await make({ secondaryStorage: storage });
    expect((await internalAdapter.findVerificationValue("otp:a"))?.value).toBe("old");
    await put(internalAdapter, "otp:a", "new");
    expect((await internalAdapter.consumeVerificationValue("otp:a"))?.value).toBe("new");
    expect(await internalAdapter.consumeVerificationValue("otp:a")).toBeNull();
    expect(await storage.keys()).toEqual([]);
  });

  it("that are none are none, and parsed ones are taken", async () => {
    const storage = await openStorage();
    const parsed = { ...storage, get: async (key: string) => JSON.parse((await storage.get(key)) as string) };
    const options = { verification: { storeIdentifier: "plain" } } as const;
    const { internalAdapter } = await make({ secondaryStorage: storage, ...options });
    for (const value of ["{", "null", "7", "[]", "{}", '{"identifier":"x","value":"v","expiresAt":"soon"}']) {
      await storage.set("verification:x", value);
      expect(await internalAdapter.findVerificationValue("x"), value).toBeNull();
      expect(await internalAdapter.consumeVerificationValue("x"), value).toBeNull();
    }
    const made = await put(internalAdapter, "x");
    const other = await make({ secondaryStorage: parsed, ...options });
    expect(await other.internalAdapter.findVerificationValue("x")).toEqual(made);
  });

  it("and in the database: the database decides, and a transaction that is rolled back leaves no copy", async () => {
    const storage = await openStorage();
    const { auth, internalAdapter, db } = await make({
      secondaryStorage: storage,
      verification: { storeInDatabase: true },
    });
    const { adapter } = await auth.$context;
    await expect(
      runWithTransaction(adapter, async () => {
        await put(internalAdapter, "x");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await storage.keys()).toEqual([]);
    await put(internalAdapter, "x");
    expect(await storage.keys()).toHaveLength(1);
    db.exec("delete from verification");
    expect(await internalAdapter.consumeVerificationValue("x")).toBeNull();
    expect(await storage.keys()).toEqual([]);
    await put(internalAdapter, "y");
    await storage.clear();
    expect(await internalAdapter.findVerificationValue("y")).not.toBeNull();
    expect(await internalAdapter.consumeVerificationValue("y")).not.toBeNull();
  });
});

describe("a reservation", () => {
  it("is made by one of fifty, and the identifier is stored like any other", RACE, async () => {
    const { internalAdapter, rows } = await make();
    const value = { identifier: "nonce:1", value: "v", expiresAt: new Date(Date.now() + 1000) };
    const reserved = await Promise.all(FIFTY.map(() => internalAdapter.reserveVerificationValue(value)));
    expect(reserved.filter(Boolean)).toHaveLength(1);
    expect(rows("select identifier from verification")).toEqual([{ identifier: sha256("nonce:1") }]);
  });

  it("cannot be made without a table, and the message names the mend", async () => {
    const { internalAdapter } = await make({ secondaryStorage: await openStorage() });
    const value = { identifier: "nonce:1", value: "v", expiresAt: new Date() };
    await expect(internalAdapter.reserveVerificationValue(value)).rejects.toThrow(/verification\.storeInDatabase/);
  });
});

it("a delete-hook that says no keeps the value, unspent", async () => {
  const { internalAdapter, rows } = await make({
    databaseHooks: { verification: { delete: { before: async () => false } } },
  });
  await put(internalAdapter, "x");
  expect(await internalAdapter.consumeVerificationValue("x")).toBeNull();
  expect(rows("select * from verification")).toHaveLength(1);
});

it.each([["abcde"], ["edcba"], ["badec"]])(
  "of values that were made in one millisecond all see the same one, whatever order they stand in: %s",
  async (ids) => {
    const next = [...ids];
    const generateId = ({ model }: { model: string }) => (model === "verification" ? (next.shift() as string) : false);
    const { internalAdapter } = await make({ advanced: { database: { generateId } } });
    for (const id of ids) await put(internalAdapter, "otp:a", `of ${id}`);
    expect((await internalAdapter.findVerificationValue("otp:a"))?.value).toBe("of e");
    expect((await internalAdapter.consumeVerificationValue("otp:a"))?.value).toBe("of e");
  },
);
