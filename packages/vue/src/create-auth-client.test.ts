// @vitest-environment happy-dom
import { useAuthQuery } from "@better-auth/client";
import { atom, computed } from "nanostores";
import { createFakeServer, sayInAnotherTab } from "test-kit/fake-server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type App,
  type Component,
  createApp,
  effectScope,
  h,
  isReadonly,
  isShallow,
  onMounted,
  ref,
  watchEffect,
} from "vue";
import { createAuthClient } from "./create-auth-client";
import { useStore } from "./use-store";

const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
let apps: App[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const app of apps) app.unmount();
  apps = [];
  // Vue waits for its devtools for three seconds.
  await tick(4000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function setUp() {
  const server = createFakeServer();
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: { customFetchImpl: server.fetch },
  });
  const renders: string[] = [];
  const Greeting = () => {
    const session = client.useSession();
    return () => {
      const { data, isPending } = session.value;
      const text = isPending ? "…" : data ? `Hello ${data.user.name}` : "Hello";
      renders.push(text);
      return h("p", text);
    };
  };
  return { server, client, renders, Greeting: { setup: Greeting } };
}

function mount(component: Component) {
  const container = document.createElement("div");
  const app = createApp(component);
  apps.push(app);
  app.mount(container);
  return { app, container };
}

describe("useSession", () => {
  it("is pending, then whoever is signed in, and renders no more often than that", async () => {
    const { server, Greeting, renders } = setUp();
    server.name = "Alice";
    const { container } = mount(Greeting);
    expect(container.textContent).toBe("…");
    await tick();
    expect(container.textContent).toBe("Hello Alice");
    expect(renders).toEqual(["…", "Hello Alice"]);
  });

  it("sends one request for a hundred components", async () => {
    const { server, Greeting } = setUp();
    const { container } = mount(() => Array.from({ length: 100 }, () => h(Greeting)));
    await tick(3000);
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(container.textContent).toBe("Hello".repeat(100));
  });

  it("follows sign-in and sign-out", async () => {
    const { client, Greeting } = setUp();
    const { container } = mount(Greeting);
    await tick();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await tick(10);
    expect(container.textContent).toBe("Hello Alice");
    await client.signOut();
    await tick(10);
    expect(container.textContent).toBe("Hello");
  });

  it("follows a sign-out in another tab, with one request", async () => {
    const { server, Greeting } = setUp();
    server.name = "Alice";
    const { container } = mount(() => [h(Greeting), h(Greeting)]);
    await tick();
    server.taken();
    server.name = null;
    sayInAnotherTab();
    await vi.waitFor(() => expect(container.textContent).toBe("HelloHello"), 10_000);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("follows from when a component is mounted, too", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const { container, app } = mount({
      setup() {
        const name = ref("…");
        onMounted(() => {
          const session = client.useSession();
          watchEffect(() => {
            name.value = session.value.data?.user.name ?? "…";
          });
        });
        return () => h("p", name.value);
      },
    });
    expect(container.textContent).toBe("…");
    await tick();
    expect(container.textContent).toBe("Alice");
    app.unmount();
  });

  it("stops everything when the last component goes", async () => {
    const { server, client, Greeting } = setUp();
    const isShown = ref(true);
    mount(() => (isShown.value ? [h(Greeting), h(Greeting)] : null));
    await tick();
    server.taken();
    isShown.value = false;
    await tick(1000);
    expect(client.$store.atoms.session?.lc).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    window.dispatchEvent(new Event("online"));
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });

  it("goes on, with one request, when components change places", async () => {
    const { server, Greeting } = setUp();
    server.name = "Alice";
    const place = ref(1);
    const { container } = mount(() => h(Greeting, { key: place.value }));
    await tick();
    place.value = 2;
    await tick(3000);
    expect(container.textContent).toBe("Hello Alice");
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("is a readonly ref of the state itself", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const scope = effectScope();
    const session = scope.run(() => client.useSession());
    await tick();
    expect(isReadonly(session) && isShallow(session)).toBe(true);
    expect(session?.value).toBe(client.$store.atoms.session?.value);
    scope.stop();
    expect(client.$store.atoms.session?.lc).toBe(0);
  });
});

describe("hydrateSession in setup", () => {
  it("counts once, does not take a newer session back, and asks for nothing", async () => {
    const { server, client, Greeting } = setUp();
    const key = ref(1);
    const Card = {
      setup() {
        client.hydrateSession({ session: {}, user: { name: "Alice" } } as never);
        return () => h(Greeting);
      },
    };
    const { container } = mount(() => [h(Greeting), h(Card, { key: key.value })]);
    await tick(100);
    expect(container.textContent).toBe("Hello AliceHello Alice");
    expect(server.taken()).toEqual([]);
    server.name = "Alice 2";
    client.$store.notify("$sessionSignal");
    await tick();
    key.value = 2;
    await tick();
    expect(container.textContent).toBe("Hello Alice 2Hello Alice 2");
  });
});

describe("useStore", () => {
  it("follows any store until its scope ends", async () => {
    const store = atom(1);
    const double = computed(store, (value) => value * 2);
    const seen: string[] = [];
    const scope = effectScope();
    scope.run(() => {
      const [one, two] = [useStore(store), useStore(double)];
      watchEffect(() => seen.push(`${one.value} ${two.value}`), { flush: "sync" });
    });
    store.set(2);
    expect(seen[0]).toBe("1 2");
    expect(seen.at(-1)).toBe("2 4");
    scope.stop();
    store.set(3);
    expect(seen.at(-1)).toBe("2 4");
    await tick(1000);
    expect(store.lc).toBe(0);
  });
});

describe("plugins", () => {
  it("have a hook for each store, which fetches when it is used and when its signal flips", async () => {
    const server = createFakeServer();
    let total = 3;
    server.answers["GET /loyalty/points"] = () => ({ total });
    const client = createAuthClient({
      baseURL: "http://localhost:3000",
      fetchOptions: { customFetchImpl: server.fetch },
      plugins: [
        {
          id: "loyalty",
          getAtoms($fetch) {
            const $points = atom(false);
            const points = useAuthQuery<{ total: number }>($points, "/loyalty/points", $fetch, { method: "GET" });
            return { $points, points };
          },
        },
      ],
    });
    const { container } = mount({
      setup() {
        const points = client.usePoints();
        return () => `${points.value.data?.total ?? "…"}`;
      },
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
