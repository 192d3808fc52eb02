import { atom } from "nanostores";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFetch } from "../fetch/create-fetch";
import { createFakeServer, json } from "../fixtures/fake-server";
import { useAuthQuery } from "./query";

const useQuery = useAuthQuery; // a store, whatever its name says
const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  let total = 1;
  server.on("GET /points", ({ query }) => ({ total: total++, ...query }));
  return { server, $fetch: createFetch({ baseURL: "http://localhost:3000/api/auth", customFetchImpl: server.fetch }) };
}

it("fetches on mount and when any of its signals flips", async () => {
  const { server, $fetch } = setUp();
  const signals = [atom(false), atom(false)];
  const points = useQuery<{ total: number }>(signals, "/points", $fetch, { query: { card: "a" } });
  points.listen(() => {});
  await tick();
  expect(points.get()).toMatchObject({ data: { total: 1, card: "a" }, isPending: false });
  for (const signal of signals) {
    signal.set(true);
    await tick();
  }
  expect(points.get().data?.total).toBe(3);
  expect(server.taken()).toHaveLength(3);
});

it("takes a single signal, and adds the query of refetch to its own", async () => {
  const { $fetch } = setUp();
  const signal = atom(false);
  const points = useQuery(signal, "/points", $fetch, { query: { card: "a", page: 1 } });
  points.listen(() => {});
  await tick();
  await points.get().refetch({ query: { page: 2 } });
  expect(points.get().data).toEqual({ total: 2, card: "a", page: "2" });
  signal.set(true);
  await tick();
  expect(points.get().data).toEqual({ total: 3, card: "a", page: "1" });
});

it("makes its options from what it has", async () => {
  const { $fetch } = setUp();
  const points = useQuery<{ total: number }>([], "/points", $fetch, ({ data }) => ({ query: { after: data?.total } }));
  points.listen(() => {});
  await tick();
  await points.get().refetch();
  expect(points.get().data).toEqual({ total: 2, after: "1" });
});

it("keeps its data when fetching it again fails, and says so", async () => {
  const { server, $fetch } = setUp();
  const points = useQuery<{ total: number }>([], "/points", $fetch, { throw: true });
  points.listen(() => {});
  await tick();
  server.on("GET /points", () => json({ code: "BUSY" }, 503, "SERVICE_UNAVAILABLE"));
  await points.get().refetch();
  expect(points.get()).toMatchObject({ data: { total: 1 }, error: { code: "BUSY", status: 503 } });
});

it("says so when its options cannot be made, and does not wait for ever", async () => {
  const { $fetch } = setUp();
  const points = useQuery([], "/points", $fetch, () => {
    throw new Error("bug");
  });
  points.listen(() => {});
  await tick();
  expect(points.get()).toMatchObject({ isPending: false, error: { message: "bug" } });
});
