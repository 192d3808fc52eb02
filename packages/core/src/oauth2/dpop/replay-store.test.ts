import { describe, expect, it } from "vitest";
import { makeAuth } from "../../test-support/instance";
import { memoryStorage } from "../../test-support/memory-storage";
import { FIFTY, RACE, raceDatabase } from "../../test-support/races";
import { isDpopProofError } from "./errors";
import { METHOD, makeProofMaker, URL_OF_REQUEST } from "./fixtures/proofs";
import { createDpopReplayStore, createInMemoryDpopReplayStore, type DpopReplayStore } from "./replay-store";
import { verifyDpopProof } from "./verify-proof";

const START = Date.UTC(2030, 0, 15);
const at = (second: number) => new Date(START + second * 1000);
const reserve = (store: DpopReplayStore, key: string, now = 0, end = now + 300) =>
  store.reserve({ key, now: at(now), expiresAt: at(end) });

/** How many of fifty requests with one proof get through. */
async function raceOneProof(replayStore: DpopReplayStore): Promise<number> {
  const maker = await makeProofMaker();
  const proofJwt = await maker.prove();
  const verify = () => verifyDpopProof({ proofJwt, method: METHOD, url: URL_OF_REQUEST, replayStore });
  const outcomes = await Promise.allSettled(FIFTY.map(verify));
  for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toSatisfy(isDpopProofError);
  // Another proof of the same key is not touched by it.
  await verifyDpopProof({ proofJwt: await maker.prove(), method: METHOD, url: URL_OF_REQUEST, replayStore });
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

describe("of fifty requests with one proof one gets through", () => {
  it("in one process", RACE, async () => {
    expect(await raceOneProof(createInMemoryDpopReplayStore())).toBe(1);
  });

  it("on a database", RACE, async () => {
    const { auth } = await makeAuth(raceDatabase());
    expect(await raceOneProof(createDpopReplayStore(await auth.$context))).toBe(1);
  });

  it("on a secondary storage", RACE, async () => {
    const { auth } = await makeAuth({ secondaryStorage: memoryStorage() });
    expect(await raceOneProof(createDpopReplayStore(await auth.$context))).toBe(1);
  });
});

describe("the store that all processes share", () => {
  it("reserves under the identifier of the contract", async () => {
    const reserved: unknown[] = [];
    const reservations = {
      reserveVerificationValue: async (value: unknown) => reserved.push(value) === 1,
    };
    for (const source of [reservations, { internalAdapter: reservations }]) {
      reserved.length = 0;
      const store = createDpopReplayStore(source);
      expect(await reserve(store, "K")).toBe(true);
      expect(await reserve(store, "K")).toBe(false);
      expect(reserved[0]).toEqual({ identifier: "dpop-proof:K", value: "K", expiresAt: at(300) });
    }
  });

  it("counts in the secondary storage where verification values are not in the database", async () => {
    const counted: unknown[] = [];
    const secondaryStorage = { increment: async (...given: unknown[]) => counted.push(given) };
    const internalAdapter = { reserveVerificationValue: async () => true };
    const store = createDpopReplayStore({ secondaryStorage, internalAdapter });
    expect([await reserve(store, "K", 0.5, 10), await reserve(store, "K")]).toEqual([true, false]);
    expect(counted[0]).toEqual(["dpop-proof:K", 10]);

    const options = { verification: { storeInDatabase: true } };
    expect(await reserve(createDpopReplayStore({ secondaryStorage, internalAdapter, options }), "K")).toBe(true);
    expect(counted).toHaveLength(2);
  });
});

describe("the store of one process", () => {
  it("remembers a proof for as long as it can be used, and no longer", async () => {
    const store = createInMemoryDpopReplayStore();
    expect(await reserve(store, "a")).toBe(true);
    expect(await reserve(store, "a", 300)).toBe(false);
    expect(await reserve(store, "a", 301)).toBe(true);
    expect(await reserve(store, "a", 302)).toBe(false);
  });

  it("remembers so many at a time, and takes no more until others expire", async () => {
    const store = createInMemoryDpopReplayStore({ maxEntries: 3 });
    expect(await reserve(store, "long", 0, 600)).toBe(true);
    for (const key of ["a", "b"]) expect(await reserve(store, key, 0, 10)).toBe(true);
    const full = async () => reserve(store, "c", 5, 15);
    await expect(full()).rejects.toMatchObject({ statusCode: 503, body: { code: "DPOP_REPLAY_STORE_FULL" } });
    // Nothing was forgotten to make room.
    for (const key of ["long", "a", "b"]) expect(await reserve(store, key, 9)).toBe(false);
    expect(await reserve(store, "c", 11)).toBe(true);
    expect(await reserve(store, "long", 600)).toBe(false);
  });
});
