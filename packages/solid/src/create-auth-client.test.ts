// @vitest-environment happy-dom
import type { ReadableAtom } from "@better-auth/client";
import { createFakeServer, sayInAnotherTab } from "test-kit/fake-server";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPage } from "./bundle.test-support";

const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
let page: Awaited<ReturnType<typeof loadPage>>;
let disposers: (() => void)[] = [];

beforeAll(async () => {
  page = await loadPage("browser");
}, 30_000);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const dispose of disposers) dispose();
  disposers = [];
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

function render(component: () => unknown) {
  const container = document.createElement("div");
  const dispose = page.render(component as never, container);
  disposers.push(dispose);
  return { container, dispose };
}

const alice = { session: {}, user: { name: "Alice" } };

describe("useSession", () => {
  it("is pending, then whoever is signed in, and shows no more than that", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const shown: string[] = [];
    const { container } = render(() => page.Greeting({ client, shown }));
    expect(container.textContent).toBe("…");
    await tick();
    expect(container.textContent).toBe("Hello Alice");
    expect(shown).toEqual(["Hello Alice"]);
  });

  it("sends one request for a hundred components", async () => {
    const { server, client } = setUp();
    const { container } = render(() => page.Greetings({ client, count: () => 100 }));
    await tick(3000);
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(container.textContent).toBe("Hello".repeat(100));
  });

  it("follows sign-in and sign-out", async () => {
    const { client } = setUp();
    const { container } = render(() => page.Greeting({ client }));
    await tick();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await tick(10);
    expect(container.textContent).toBe("Hello Alice");
    await client.signOut();
    await tick(10);
    expect(container.textContent).toBe("Hello");
  });

  it("follows a sign-out in another tab, with one request", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const { container } = render(() => page.Greetings({ client, count: () => 2 }));
    await tick();
    server.taken();
    server.name = null;
    sayInAnotherTab();
    await vi.waitFor(() => expect(container.textContent).toBe("HelloHello"), 10_000);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("stops everything when the last component goes", async () => {
    const { server, client, store } = setUp();
    const [count, setCount] = page.createCount();
    render(() => page.Greetings({ client, count }));
    await tick();
    server.taken();
    setCount(0);
    await tick(1000);
    expect(store.lc).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    window.dispatchEvent(new Event("online"));
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });

  it("goes on, with one request, when components change places", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const [count, setCount] = page.createCount();
    const { container } = render(() => page.Greetings({ client, count }));
    await tick();
    setCount(0);
    setCount(2);
    await tick(3000);
    expect(container.textContent).toBe("Hello AliceHello Alice");
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("gives the state itself, once for each that there is", async () => {
    const { server, client, store } = setUp();
    server.name = "Alice";
    const states: unknown[] = [];
    const dispose = page.createRoot((end) => {
      const session = client.useSession();
      page.createEffect(() => states.push(session()));
      return end;
    });
    await tick();
    expect(states).toMatchObject([{ isPending: true }, { data: alice }]);
    expect(states[1]).toBe(store.value);
    dispose();
  });

  it("works outside of an owner", () => {
    const { client, store } = setUp();
    const warned = vi.spyOn(console, "warn");
    expect(client.useSession()()).toBe(store.value);
    expect(warned).not.toHaveBeenCalled();
  });
});

describe("the component of docs/client.md", () => {
  it("shows who is signed in; a fetch that has failed can be tried again", async () => {
    const { server } = setUp();
    vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
    const { container } = render(page.Hello);
    // Solid listens for clicks at the document.
    document.body.append(container);
    await tick();
    expect(container.textContent).toBe("Try again");
    server.name = "Alice";
    vi.stubGlobal("fetch", server.fetch);
    container.querySelector("button")?.click();
    await tick();
    expect(container.textContent).toBe("Hello Alice");
    container.remove();
  });
});

describe("hydrateSession in a component", () => {
  it("counts once, does not take a newer session back, and asks for nothing", async () => {
    const { server, client } = setUp();
    const first = render(() => page.Halves({ client, session: alice }));
    await tick(100);
    expect(first.container.textContent).toBe("Hello AliceHello Alice");
    expect(server.taken()).toEqual([]);
    server.name = "Alice 2";
    client.$store.notify("$sessionSignal");
    await tick();
    const second = render(() => page.Halves({ client, session: { ...alice } }));
    await tick();
    for (const { container } of [first, second]) expect(container.textContent).toBe("Hello Alice 2Hello Alice 2");
  });
});

describe("useStore", () => {
  it("follows any store until its owner is gone", async () => {
    const store = page.atom(1);
    const double = page.computed(store, (value) => value * 2);
    const seen: string[] = [];
    const dispose = page.createRoot((end) => {
      const [one, two] = [page.useStore(store), page.useStore(double)];
      page.createEffect(() => seen.push(`${one()} ${two()}`));
      return end;
    });
    store.set(2);
    expect(seen[0]).toBe("1 2");
    expect(seen.at(-1)).toBe("2 4");
    dispose();
    store.set(3);
    expect(seen.at(-1)).toBe("2 4");
    await tick(1000);
    expect(store.lc).toBe(0);
  });

  it("keeps functions as they are", () => {
    const greet = () => "hello";
    page.createRoot((dispose) => {
      const store = page.atom({ greet: () => "" }.greet);
      const value = page.useStore(store);
      store.set(greet);
      expect(value()).toBe(greet);
      dispose();
    });
  });
});

describe("plugins", () => {
  it("have a hook for each store, which fetches when it is used and when its signal flips", async () => {
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
            return { $points, points };
          },
        },
      ],
    });
    const { container } = render(() => {
      const points = client.usePoints();
      return () => points().data?.total ?? "…";
    });
    await tick();
    expect(container.textContent).toBe("3");
    total = 4;
    client.$store.notify("$points");
    await tick();
    expect(container.textContent).toBe("4");
    expect(server.taken()).toEqual(["GET /loyalty/points", "GET /loyalty/points"]);
  });
});
