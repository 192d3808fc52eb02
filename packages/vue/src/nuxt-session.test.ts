// @vitest-environment happy-dom

import { createFakeServer, sayInAnotherTab } from "test-kit/fake-server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp, type EffectScope, effectScope, onMounted, shallowRef, watch } from "vue";
import { createAuthClient } from "./create-auth-client";
import type { NuxtFetchOptions } from "./nuxt-session";

const scopes: EffectScope[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  for (const scope of scopes.splice(0)) scope.stop();
  await vi.advanceTimersByTimeAsync(2000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Long enough for other tabs to be heard. */
async function aWhile(milliseconds: number) {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  await vi.advanceTimersByTimeAsync(milliseconds);
}

/** A fetcher that does what that of Nuxt does: one state a key, a request at first and for each change of what is watched. */
function createNuxtFetch(fetchText: (url: string) => Promise<string>) {
  const asked: { url: string; options: NuxtFetchOptions }[] = [];
  const states = new Map<string, ReturnType<typeof createState>>();
  const createState = (refresh: () => Promise<void>) => ({
    data: shallowRef<unknown>(undefined),
    error: shallowRef<unknown>(null),
    refresh,
    pending: false,
  });
  const useFetch = async (url: string, options: NuxtFetchOptions) => {
    asked.push({ url, options });
    const isFirst = !states.has(options.key);
    const state =
      states.get(options.key) ??
      createState(async () => {
        try {
          state.data.value = options.parseResponse(await fetchText(url));
        } catch (e) {
          state.error.value = e;
        }
      });
    states.set(options.key, state);
    watch(options.watch, () => isFirst && state.refresh());
    if (isFirst) await state.refresh();
    return state;
  };
  return { useFetch, asked };
}

type ClientOptions = Exclude<Parameters<typeof createAuthClient>[0], undefined>;

function setUp(options: ClientOptions = {}) {
  const server = createFakeServer();
  const client = createAuthClient({
    ...options,
    fetchOptions: { ...options.fetchOptions, customFetchImpl: server.fetch },
  });
  const nuxt = createNuxtFetch(async (url) => (await server.fetch(new URL(url, "http://localhost:3000"))).text());
  /** As in a component: in a scope that ends with it. */
  const useSession = () => {
    const scope = effectScope();
    scopes.push(scope);
    const session = scope.run(() => client.useSession(nuxt.useFetch));
    return { scope, session: session as NonNullable<typeof session> };
  };
  return { server, client, asked: nuxt.asked, useSession };
}

const askedFor = (options: ClientOptions) => {
  const { asked, useSession } = setUp(options);
  useSession();
  return [asked[0]?.url, asked[0]?.options.key];
};

describe("useSession(useFetch)", () => {
  it("gives what the fetcher has found, and nothing that is pending", async () => {
    const { server, useSession } = setUp();
    server.name = "Alice";
    const { data, isPending, error } = await useSession().session;
    expect(data.value?.user.name).toBe("Alice");
    expect([isPending, error.value]).toEqual([false, null]);
  });

  it("asks the page's own origin, unless the client has another base", () => {
    expect(askedFor({})).toEqual(["/api/auth/get-session", "better-auth:session:inferred:/api/auth"]);
    expect(askedFor({ basePath: "/auth/" })).toEqual(["/auth/get-session", "better-auth:session:inferred:/auth/"]);
    expect(askedFor({ basePath: "auth" })).toEqual(["/auth/get-session", "better-auth:session:inferred:auth"]);
    expect(askedFor({ baseURL: "https://example.com" })).toEqual([
      "https://example.com/api/auth/get-session",
      "better-auth:session:https://example.com:/api/auth",
    ]);
    expect(askedFor({ baseURL: "https://example.com/auth" })[0]).toBe("https://example.com/auth/get-session");
  });

  it("hands headers and credentials of the client on", () => {
    const { asked, useSession } = setUp({ fetchOptions: { headers: { "x-app": "1" }, credentials: "same-origin" } });
    useSession();
    expect(asked[0]?.options).toMatchObject({ headers: { "x-app": "1" }, credentials: "same-origin" });
  });

  it("reads an answer as the client does: dates are dates, an empty pair is nobody", async () => {
    const { server, useSession } = setUp();
    server.answers["GET /get-session"] = () => ({ session: { expiresAt: "2030-01-15T12:00:00.000Z" }, user: {} });
    const { data, refetch } = await useSession().session;
    expect(data.value?.session.expiresAt).toEqual(new Date("2030-01-15T12:00:00.000Z"));
    server.answers["GET /get-session"] = () => ({ session: null, user: null });
    await refetch();
    expect(data.value).toBeNull();
  });

  it("follows sign-in and sign-out", async () => {
    const { client, useSession } = setUp();
    const { data } = await useSession().session;
    expect(data.value).toBeNull();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await vi.advanceTimersByTimeAsync(10);
    expect(data.value?.user.name).toBe("Alice");
    await client.signOut();
    await vi.advanceTimersByTimeAsync(10);
    expect(data.value).toBeNull();
  });

  it.each([false, true])(
    "follows a sign-out in another tab, with one request (plain hook beside it: %s)",
    async (isBeside) => {
      const { server, client, useSession } = setUp();
      server.name = "Alice";
      const [first, second] = [useSession(), useSession()];
      const { data } = await first.session;
      await second.session;
      if (isBeside) first.scope.run(() => client.useSession());
      await vi.advanceTimersByTimeAsync(10);
      expect(server.taken()).toEqual(["GET /get-session"]);
      server.name = null;
      sayInAnotherTab();
      await vi.waitFor(() => expect(data.value).toBeNull(), 10_000);
      await vi.advanceTimersByTimeAsync(10);
      expect(server.taken()).toHaveLength(1);
    },
  );

  it("tells plain hooks who is signed in, so that they ask nobody", async () => {
    const { server, client, useSession } = setUp();
    server.name = "Alice";
    const { scope, session } = useSession();
    await session;
    const state = scope.run(() => client.useSession());
    await vi.advanceTimersByTimeAsync(100);
    expect(state?.value.data?.user.name).toBe("Alice");
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("lets nobody see who was signed in before another tab signed out", async () => {
    const { server, client, useSession } = setUp();
    server.name = "Alice";
    const { scope, session } = useSession();
    const { data } = await session;
    server.name = null;
    sayInAnotherTab();
    await vi.waitFor(() => expect(data.value).toBeNull(), 10_000);
    expect(scope.run(() => client.useSession())?.value).toMatchObject({ data: null, isPending: false });
  });

  it("extends a session that is due, which takes a POST", async () => {
    const { server, useSession } = setUp();
    server.answers["GET /get-session"] = () => ({ session: {}, user: { name: "Alice" }, needsRefresh: true });
    await useSession().session;
    await vi.advanceTimersByTimeAsync(10);
    expect(server.taken()).toEqual(["GET /get-session", "GET /get-session", "POST /get-session"]);
  });

  it("says why it could not be found out, and tells plain hooks nothing", async () => {
    const { server, client, useSession } = setUp();
    server.answers["GET /get-session"] = () => {
      throw new Error("no network");
    };
    const { data, error } = await useSession().session;
    expect(data.value).toBeUndefined();
    expect(error.value?.message).toBe("no network");
    expect(client.$store.atoms.session?.value).toMatchObject({ isPending: true });
  });

  it("follows from when a component is mounted, too", async () => {
    const { client, useSession } = setUp();
    const found: ReturnType<typeof useSession>[] = [];
    const app = createApp({
      setup() {
        onMounted(() => {
          found.push(useSession());
        });
        return () => null;
      },
    });
    app.mount(document.createElement("div"));
    const data = (await found[0]?.session)?.data;
    expect(data?.value).toBeNull();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await vi.advanceTimersByTimeAsync(10);
    expect(data?.value?.user.name).toBe("Alice");
    app.unmount();
    await vi.advanceTimersByTimeAsync(4000); // Vue waits for its devtools for three seconds.
  });

  it("stops everything with its scope", async () => {
    const { server, client, useSession } = setUp();
    const before = client.$store.atoms.$sessionSignal?.lc;
    const [first, second] = [useSession(), useSession()];
    await first.session;
    await second.session;
    first.scope.stop();
    second.scope.stop();
    await aWhile(1000); // stores stay for a second
    expect(client.$store.atoms.$sessionSignal?.lc).toBe(before);
    server.taken();
    sayInAnotherTab();
    client.$store.notify("$sessionSignal");
    await aWhile(100);
    expect(server.taken()).toEqual([]);
  });
});

describe("on a server", () => {
  it("follows nothing, and keeps nobody's session", async () => {
    const { server, client, useSession } = setUp();
    const before = client.$store.atoms.$sessionSignal?.lc;
    server.answers["GET /get-session"] = () => ({ session: {}, user: { name: "Alice" }, needsRefresh: true });
    vi.stubGlobal("window", undefined);
    const { data } = await useSession().session;
    expect(data.value?.user.name).toBe("Alice");
    expect(client.$store.atoms.$sessionSignal?.lc).toBe(before);
    expect(client.$store.atoms.session?.value).toMatchObject({ data: null, isPending: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });
});
