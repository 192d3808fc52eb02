// @vitest-environment happy-dom
import type { ReadableAtom } from "@better-auth/client";
import { createFakeServer, sayInAnotherTab } from "test-kit/fake-server";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPage } from "./bundle.test-support";

const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const alice = { session: {}, user: { name: "Alice" } };
let page: Awaited<ReturnType<typeof loadPage>>;
const mounted: object[] = [];

beforeAll(async () => {
  page = await loadPage();
}, 30_000);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const component of mounted.splice(0)) page.unmount(component);
  await tick(2000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  const client = page.createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: { customFetchImpl: server.fetch },
  });
  const store = client.$store.atoms.session as ReadableAtom;
  return { server, client, store };
}

function mount(component: unknown, props: object) {
  const target = document.createElement("div");
  const instance = page.mount(component as typeof page.Greeting, { target, props: props as never });
  mounted.push(instance);
  page.flushSync();
  return target;
}

const shows = async (target: Element, text: string) => {
  page.flushSync();
  expect(target.textContent?.trim()).toBe(text);
};

describe.each(["Greeting", "Runes"] as const)("useSession, in %s.svelte", (name) => {
  it("is pending, then whoever is signed in", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const target = mount(page[name], { client });
    await shows(target, "…");
    await tick();
    await shows(target, "Hello Alice");
  });

  it("follows sign-in and sign-out", async () => {
    const { client } = setUp();
    const target = mount(page[name], { client });
    await tick();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await tick(10);
    await shows(target, "Hello Alice");
    await client.signOut();
    await tick(10);
    await shows(target, "Hello");
  });

  it("follows a sign-out in another tab, with one request", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const targets = [mount(page[name], { client }), mount(page[name], { client })];
    await tick();
    server.taken();
    server.name = null;
    sayInAnotherTab();
    for (const target of targets) await vi.waitFor(() => shows(target, "Hello"), 10_000);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("stops everything when the last component goes", async () => {
    const { server, client, store } = setUp();
    mount(page[name], { client });
    mount(page[name], { client });
    await tick();
    server.taken();
    for (const component of mounted.splice(0)) page.unmount(component);
    await tick(1000);
    expect(store.lc).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    window.dispatchEvent(new Event("online"));
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });
});

describe("useSession", () => {
  it("sends one request for a hundred components", async () => {
    const { server, client } = setUp();
    const target = mount(page.Crowd, { client, keys: [...Array(100).keys()] });
    await tick(3000);
    await shows(target, "Hello".repeat(100));
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("renders no more often than the state changes", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const shown: string[] = [];
    mount(page.Greeting, { client, shown });
    await tick();
    page.flushSync();
    expect(shown).toEqual(["Hello Alice"]);
  });

  it("is the store, which can be read without a component", async () => {
    const { server, client, store } = setUp();
    expect(client.useSession()).toBe(store);
    expect(page.get(client.useSession())).toBe(store.value);
    await tick(100);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });
});

describe("the components of docs/client.md", () => {
  it("show who is signed in; a fetch that has failed can be tried again", async () => {
    const { server } = setUp();
    vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
    const target = mount(page.Hello, {});
    await tick();
    await shows(target, "Try again");
    server.name = "Alice";
    vi.stubGlobal("fetch", server.fetch);
    target.querySelector("button")?.click();
    await tick();
    await shows(target, "Hello Alice");
    await shows(mount(page.HelloRunes, {}), "Hello Alice");
    await tick(1000);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });
});

describe("hydrateSession in a component", () => {
  it("counts once, does not take a newer session back, and asks for nothing", async () => {
    const { server, client } = setUp();
    const first = mount(page.Halves, { client, session: alice });
    await tick(100);
    await shows(first, "Hello AliceHello Alice");
    expect(server.taken()).toEqual([]);
    server.name = "Alice 2";
    client.$store.notify("$sessionSignal");
    await tick();
    const second = mount(page.Halves, { client, session: { ...alice } });
    await tick();
    for (const target of [first, second]) await shows(target, "Hello Alice 2Hello Alice 2");
  });
});

describe("plugins", () => {
  it("have a store each, which fetches when it is used and when its signal flips", async () => {
    const server = createFakeServer();
    let total = 3;
    server.answers["GET /loyalty/points"] = () => ({ total });
    const client = page.createAuthClient({
      baseURL: "http://localhost:3000",
      fetchOptions: { customFetchImpl: server.fetch },
      plugins: [
        {
          id: "loyalty",
          getAtoms($fetch) {
            const $points = page.atom(false);
            const points = page.useAuthQuery<{ total: number }>($points, "/loyalty/points", $fetch, { method: "GET" });
            return { $points, points, double: page.computed(points, ({ data }) => (data?.total ?? 0) * 2) };
          },
        },
      ],
    });
    const target = mount(page.Value, { store: client.useDouble() });
    await shows(target, "0");
    await tick();
    await shows(target, "6");
    total = 4;
    client.$store.notify("$points");
    await tick();
    await shows(target, "8");
    expect(server.taken()).toEqual(["GET /loyalty/points", "GET /loyalty/points"]);
  });
});
