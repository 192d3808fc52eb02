// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthClient } from "../client/create-auth-client";
import { createFakeServer, json } from "../fixtures/fake-server";
import type { BetterAuthClientOptions } from "../types/client-options";
import { kBroadcastChannel } from "./broadcast-channel";
import { kFocusManager } from "./focus-manager";
import { kOnlineManager } from "./online-manager";

const alice = { name: "Alice", email: "alice@example.com", password: "correct horse 1" };
const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const stop of stops) stop();
  stops = [];
  await tick(2000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const key of [kBroadcastChannel, kFocusManager, kOnlineManager])
    delete (globalThis as Record<symbol, unknown>)[key];
});

interface Seen {
  user: string | null;
  error: number | null;
  isPending: boolean;
  isRefetching: boolean;
}

/** A client and the states that a listener of its session sees. */
function setUp(options: BetterAuthClientOptions = {}) {
  const server = createFakeServer();
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    ...options,
    fetchOptions: { customFetchImpl: server.fetch },
  });
  const states: Seen[] = [];
  const watch = () => {
    const stop = client.useSession.subscribe(({ data, error, isPending, isRefetching }) => {
      states.push({ user: data?.user.name ?? null, error: error?.status ?? null, isPending, isRefetching });
    });
    stops.push(stop);
    return stop;
  };
  /** The states since the last look. */
  const news = () => states.splice(0);
  return { server, client, watch, news };
}

/** The same with Alice signed in and her session shown. */
async function signedIn(options: BetterAuthClientOptions = {}) {
  const set = setUp(options);
  set.server.signedInAs("Alice");
  const stop = set.watch();
  await tick();
  set.server.taken();
  set.news();
  return { ...set, stop };
}

const initial: Seen = { user: null, error: null, isPending: true, isRefetching: false };
const nobody: Seen = { ...initial, isPending: false };
const shown: Seen = { ...nobody, user: "Alice" };
const refetching: Seen = { ...shown, isRefetching: true };

describe("the session's store", () => {
  it("is pending until the answer comes, on the tick after it is mounted", async () => {
    const { watch, news, server } = setUp();
    watch();
    expect(server.taken()).toEqual([]);
    expect(news()).toEqual([initial]);
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(news()).toEqual([nobody]);
  });

  it("has the value that users read", async () => {
    const { client } = await signedIn();
    expect(client.useSession.get()).toEqual({
      data: {
        session: expect.objectContaining({ id: "session-1", expiresAt: new Date("2030-01-22T12:00:00.000Z") }),
        user: expect.objectContaining({ id: "user-1", name: "Alice", createdAt: new Date("2030-01-15T12:00:00.000Z") }),
      },
      error: null,
      isPending: false,
      isRefetching: false,
      refetch: expect.any(Function),
    });
  });

  it("is fetched once, however many listen", async () => {
    const { watch, client, server } = setUp();
    for (let n = 0; n < 20; n++) watch();
    client.useSession.get();
    await tick(500);
    watch();
    await tick(500);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("is fetched for a single look", async () => {
    const { client, server } = setUp();
    expect(client.useSession.get()).toMatchObject({ isPending: true });
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("goes through sign-up, change, failure, silence and sign-out", async () => {
    const { watch, news, client, server } = setUp();
    watch();
    await tick();
    news();
    server.taken();

    await client.signUp.email(alice);
    expect(news()).toEqual([]);
    await tick(10);
    expect(news()).toEqual([initial, shown]);

    await client.updateUser({ name: "Alice 2" });
    await tick(10);
    expect(news()).toEqual([refetching, { ...shown, user: "Alice 2" }]);

    await client.useSession.get().refetch();
    expect(news()).toHaveLength(2);

    await client.signIn.email({ email: alice.email, password: "wrong" });
    await client.updateUser({ name: "Alice 3" }, { disableSignal: true });
    await tick(100);
    expect(news()).toEqual([]);

    await client.signOut();
    await tick(10);
    expect(news()).toEqual([{ ...refetching, user: "Alice 2" }, nobody]);
    expect(server.taken()).toEqual([
      "POST /sign-up/email",
      "GET /get-session",
      "POST /update-user",
      "GET /get-session",
      "GET /get-session",
      "POST /sign-in/email",
      "POST /update-user",
      "POST /sign-out",
      "GET /get-session",
    ]);
  });

  it("is fetched once when its signal flips before the first tick", async () => {
    const { client, watch, server } = setUp();
    watch();
    client.$store.notify("$sessionSignal");
    await tick(100);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("keeps the same data object when nothing has changed", async () => {
    const { client } = await signedIn();
    const before = client.useSession.get().data;
    await client.useSession.get().refetch();
    expect(client.useSession.get().data).toBe(before);
  });

  it("hands a query on from refetch", async () => {
    const { client, server } = await signedIn();
    await client.useSession.get().refetch({ query: { disableCookieCache: true } });
    expect(server.seen.at(-1)?.query).toEqual({ disableCookieCache: "true" });
  });

  it("refetches as an event handler, which is given an event", async () => {
    const { client, server } = await signedIn();
    await client.useSession.get().refetch(new Event("click") as never);
    expect(server.seen.at(-1)).toMatchObject({ request: "GET /get-session", query: {} });
  });

  it("is nobody's when session and user are null", async () => {
    const { server, watch, news } = setUp();
    server.on("GET /get-session", () => ({ session: null, user: null }));
    watch();
    await tick();
    expect(news()).toEqual([initial, nobody]);
  });

  it("is extended by a POST when the server wants it", async () => {
    const { server, watch, news } = setUp();
    server.on("GET /get-session", () => ({ session: {}, user: { name: "Old" }, needsRefresh: true }));
    server.on("POST /get-session", () => ({ session: {}, user: { name: "New" } }));
    watch();
    await tick();
    expect(server.seen.map(({ request, body }) => [request, body])).toEqual([
      ["GET /get-session", undefined],
      ["POST /get-session", {}],
    ]);
    expect(news()).toEqual([initial, { ...shown, user: "New" }]);
  });

  it("is what the GET gave when the POST fails", async () => {
    const { server, watch, news } = setUp();
    server.on("GET /get-session", () => ({ session: {}, user: { name: "Old" }, needsRefresh: true }));
    watch();
    await tick();
    expect(news().at(-1)).toEqual({ ...shown, user: "Old" });
  });
});

describe("errors", () => {
  it("of status 401 take the session away", async () => {
    const { server, client, news } = await signedIn();
    server.on("GET /get-session", () => json({ code: "X" }, 401, "UNAUTHORIZED"));
    await client.useSession.get().refetch();
    expect(news()).toEqual([refetching, { ...nobody, error: 401 }]);
  });

  it("are forgotten while it is fetched again, so that a page that failed shows that it tries", async () => {
    const { server, client, news } = await signedIn();
    server.on("GET /get-session", () => json({ code: "X" }, 500, "INTERNAL_SERVER_ERROR"));
    await client.useSession.get().refetch();
    await client.useSession.get().refetch();
    expect(news()).toEqual([refetching, { ...shown, error: 500 }, refetching, { ...shown, error: 500 }]);
  });

  it("of other kinds leave it, until an answer comes", async () => {
    const { server, client, news } = await signedIn();
    server.on("GET /get-session", () => json({ code: "X" }, 500, "INTERNAL_SERVER_ERROR"));
    await client.useSession.get().refetch();
    expect(news()).toEqual([refetching, { ...shown, error: 500 }]);
    server.on("GET /get-session", () => Promise.reject(new TypeError("Failed to fetch")));
    await client.useSession.get().refetch();
    expect(news().at(-1)).toEqual({ ...shown, error: 0 });
    server.on("GET /get-session", () => ({ session: {}, user: { name: "Alice" } }));
    await client.useSession.get().refetch();
    expect(news().at(-1)).toEqual(shown);
  });

  it("on the first fetch end the wait", async () => {
    const { server, watch, news } = setUp();
    server.on("GET /get-session", () => Promise.reject(new TypeError("Failed to fetch")));
    watch();
    await tick();
    expect(news()).toEqual([initial, { ...nobody, error: 0 }]);
  });

  it("stay in the store when the client throws, as sessions do", async () => {
    const server = createFakeServer();
    const client = createAuthClient({
      baseURL: "http://localhost:3000",
      fetchOptions: { customFetchImpl: server.fetch, throw: true },
    });
    server.signedInAs("Alice");
    await client.useSession.get().refetch();
    expect(client.useSession.get()).toMatchObject({ data: { user: { name: "Alice" } }, error: null });
    server.on("GET /get-session", () => json(null, 500));
    await client.useSession.get().refetch();
    expect(client.useSession.get().error).toMatchObject({ status: 500 });
  });

  it("in a callback of the client do not escape from the store", async () => {
    const server = createFakeServer();
    const client = createAuthClient({
      baseURL: "http://localhost:3000",
      fetchOptions: {
        customFetchImpl: server.fetch,
        onSuccess() {
          throw new Error("bug");
        },
      },
    });
    await client.useSession.get().refetch();
    expect(client.useSession.get()).toMatchObject({ isPending: false, error: { message: "bug" } });
  });
});

describe("several answers on their way", () => {
  it("count in the order in which they were asked for", async () => {
    const { server, client, news } = await signedIn();
    const answers: ((response: Response) => void)[] = [];
    server.on("GET /get-session", () => new Promise<Response>((resolve) => answers.push(resolve)));
    const first = client.useSession.get().refetch();
    const second = client.useSession.get().refetch();
    await tick();
    answers[1]?.(json(null));
    await second;
    answers[0]?.(json({ session: {}, user: { name: "Old" } }));
    await first;
    expect(news()).toEqual([refetching, nobody]);
  });
});

describe("hydration", () => {
  const pair = { session: {}, user: { name: "Alice" } } as never;

  it("shows the session at once and sends no request", async () => {
    const { client, watch, news, server } = setUp();
    client.hydrateSession(pair);
    watch();
    await tick(4000);
    expect(news()).toEqual([shown]);
    expect(server.taken()).toEqual([]);
  });

  it("is in time after the mount, before the next tick", async () => {
    const { client, watch, news, server } = setUp();
    watch();
    client.hydrateSession(pair);
    await tick(4000);
    expect(news()).toEqual([initial, shown]);
    expect(server.taken()).toEqual([]);
  });

  it("knows of nobody, too", async () => {
    const { client, watch, news, server } = setUp();
    client.hydrateSession(null);
    watch();
    await tick();
    expect([news(), server.taken()]).toEqual([[nobody], []]);
  });

  it("holds for one mount only", async () => {
    const { client, watch, server } = setUp();
    client.hydrateSession(pair);
    watch()();
    await tick(1000);
    expect(server.taken()).toEqual([]);
    watch();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("counts once: saying it again changes nothing", async () => {
    const { client, watch, news, server } = setUp();
    client.hydrateSession(pair);
    watch();
    await tick();
    server.signedInAs("Alice");
    await client.updateUser({ name: "Alice 2" });
    await tick(10);
    news();
    client.hydrateSession({ session: {}, user: { name: "Alice" } } as never);
    expect(news()).toEqual([]);
    client.hydrateSession({ session: {}, user: { name: "Alice 3" } } as never);
    expect(news()).toEqual([
      { ...shown, user: "Alice 3" },
      { ...refetching, user: "Alice 3" },
    ]);
  });

  it("leaves the session fresh afterwards: focus fetches it", async () => {
    const { client, watch, server } = setUp();
    client.hydrateSession(pair);
    watch();
    await tick(6000);
    window.dispatchEvent(new Event("focus"));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });
});

describe("freshness", () => {
  const focus = () => window.dispatchEvent(new Event("focus"));

  it("fetches on focus, at most every five seconds", async () => {
    const { server } = await signedIn();
    focus();
    await tick(4999);
    focus();
    await tick();
    expect(server.taken()).toEqual([]);
    await tick(1);
    focus();
    document.dispatchEvent(new Event("visibilitychange"));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    await tick(4000);
    focus();
    await tick();
    expect(server.taken()).toEqual([]);
    await tick(1000);
    document.dispatchEvent(new Event("visibilitychange"));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("fetches at once when Back brings the page to life again, however shortly it was away", async () => {
    const { server, news } = await signedIn();
    server.signedInAs(null);
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
    await tick();
    expect(server.taken()).toEqual([]);
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(news().at(-1)).toEqual(nobody);
  });

  it("does not fetch when the page goes to the back", async () => {
    const { server } = await signedIn();
    await tick(6000);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    await tick();
    expect(server.taken()).toEqual([]);
  });

  it("leaves focus alone when told to", async () => {
    const { server } = await signedIn({ sessionOptions: { refetchOnWindowFocus: false } });
    await tick(6000);
    focus();
    await tick();
    expect(server.taken()).toEqual([]);
  });

  it("does not show nobody as pending again", async () => {
    const { watch, news } = setUp();
    watch();
    await tick(6000);
    news();
    focus();
    await tick();
    expect(news()).toEqual([{ ...nobody, isRefetching: true }, nobody]);
  });

  it("fetches when the network comes back, and not while it is away", async () => {
    const { server } = await signedIn();
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await tick(6000);
    focus();
    await tick();
    expect(server.taken()).toEqual([]);
    onLine.mockReturnValue(true);
    window.dispatchEvent(new Event("online"));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("tries without a network when told to", async () => {
    const { server } = await signedIn({ sessionOptions: { refetchWhenOffline: true } });
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await tick(6000);
    focus();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("polls while somebody is signed in", async () => {
    const { server, client } = await signedIn({ sessionOptions: { refetchInterval: 30 } });
    await tick(60_000);
    expect(server.taken()).toEqual(["GET /get-session", "GET /get-session"]);
    await client.signOut();
    await tick(10);
    server.taken();
    await tick(90_000);
    expect(server.taken()).toEqual([]);
  });

  it("does not ask again while an answer is on its way", async () => {
    const { server } = await signedIn();
    let asked = 0;
    server.on("GET /get-session", () => {
      asked++;
      return new Promise<Response>(() => {});
    });
    await tick(6000);
    focus();
    window.dispatchEvent(new Event("online"));
    await tick();
    expect(asked).toBe(1);
  });

  it("ends when nobody listens any more: timers, listeners and channel", async () => {
    const added = new Set<string>();
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      vi.spyOn(target, "addEventListener").mockImplementation((type: string, ...rest: unknown[]) => {
        added.add(type);
        return addEventListener.apply(target, [type, ...rest] as never);
      });
      vi.spyOn(target, "removeEventListener").mockImplementation((type: string, ...rest: unknown[]) => {
        added.delete(type);
        return removeEventListener.apply(target, [type, ...rest] as never);
      });
    }
    const close = vi.spyOn(BroadcastChannel.prototype, "close");
    const { server, stop } = await signedIn({ sessionOptions: { refetchInterval: 30 } });
    expect([...added]).toEqual(expect.arrayContaining(["focus", "visibilitychange", "online"]));
    stop();
    await tick(1000);
    expect([...added]).toEqual([]);
    expect(close).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
    focus();
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });

  it("starts again with the next listener", async () => {
    const { server, stop, watch, news } = await signedIn();
    stop();
    await tick(1000);
    watch();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(news()).toEqual([shown, refetching, shown]);
  });

  it("forgets a session that ended while nobody listened", async () => {
    const { stop, client, watch, news } = await signedIn();
    stop();
    await tick(1000);
    await client.signOut();
    await tick(10);
    watch();
    expect(news()).toEqual([initial]);
    await tick();
    expect(news()).toEqual([nobody]);
  });

  it("works with managers that the page puts in place", async () => {
    let report: (isFocused: boolean) => void = () => {};
    const disconnect = vi.fn();
    (globalThis as Record<symbol, unknown>)[kFocusManager] = {
      setFocused: () => {},
      subscribe: (listener: typeof report) => {
        report = listener;
        return () => {};
      },
      setup: () => disconnect,
    };
    const { server, stop } = await signedIn();
    await tick(6000);
    report(true);
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    stop();
    await tick(1000);
    expect(disconnect).toHaveBeenCalledOnce();
  });

  it("does with a window alone: focus counts where there is no document", async () => {
    vi.stubGlobal("document", undefined);
    const { server } = await signedIn();
    await tick(6000);
    focus();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("does without events, as in React Native", async () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", undefined);
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.stubGlobal("localStorage", undefined);
    const { server, client } = await signedIn();
    await client.updateUser({ name: "B" });
    await tick(10);
    expect(server.taken()).toEqual(["POST /update-user", "GET /get-session"]);
  });
});

describe("other tabs", () => {
  const name = "better-auth.message";
  const message = { event: "session", data: { trigger: "signout" }, timestamp: 1 };
  /** Real time: messages between tabs have their own. */
  const settle = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await tick();
  };

  it("are told of whatever changes who is signed in, and of nothing else", async () => {
    const other = new BroadcastChannel(name);
    const heard: unknown[] = [];
    other.onmessage = ({ data }) => heard.push((data as typeof message).data.trigger);
    const { client } = await signedIn();
    await client.updateUser({ name: "B" });
    await client.listSessions();
    await client.signIn.email(alice);
    await client.signOut();
    await client.signIn.email({ ...alice, password: "wrong horse 9" });
    await settle();
    other.close();
    expect(heard).toEqual(["updateUser", "getSession", "signout"]);
  });

  it("are told when this one shows no session", async () => {
    const other = new BroadcastChannel(name);
    const heard: unknown[] = [];
    other.onmessage = ({ data }) => heard.push((data as typeof message).data.trigger);
    await setUp().client.signOut();
    await settle();
    other.close();
    expect(heard).toEqual(["signout"]);
  });

  it("make this one fetch, once", async () => {
    const { server } = await signedIn();
    server.signedInAs(null);
    const other = new BroadcastChannel(name);
    other.postMessage(message);
    await settle();
    other.close();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("do not hear an echo: the tab that says it fetches once", async () => {
    const { server, client } = await signedIn();
    await client.signOut();
    await settle();
    await tick(100);
    expect(server.taken()).toEqual(["POST /sign-out", "GET /get-session"]);
  });

  it("are reached by storage where there are no channels", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const { server, client } = await signedIn();
    window.dispatchEvent(Object.assign(new Event("storage"), { key: "other", newValue: "x" }));
    window.dispatchEvent(Object.assign(new Event("storage"), { key: name, newValue: null }));
    await tick();
    expect(server.taken()).toEqual([]);
    window.dispatchEvent(Object.assign(new Event("storage"), { key: name, newValue: JSON.stringify(message) }));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    await client.signOut();
    expect(JSON.parse(localStorage.getItem(name) ?? "null")).toMatchObject({
      event: "session",
      data: { trigger: "signout" },
    });
  });

  it("are reached by storage where the browser keeps channels from the page", async () => {
    class Refusing {
      constructor() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      }
    }
    vi.stubGlobal("BroadcastChannel", Refusing);
    const { server, client } = await signedIn();
    window.dispatchEvent(Object.assign(new Event("storage"), { key: name, newValue: JSON.stringify(message) }));
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(await client.signOut()).toMatchObject({ data: { success: true } });
  });

  it("do without a message when there is neither channel nor storage", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.spyOn(globalThis, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("Access is denied.", "SecurityError");
    });
    const { client } = await signedIn();
    expect(await client.signOut()).toMatchObject({ data: { success: true } });
  });

  it("do without a message when storage refuses it", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const { client } = await signedIn();
    expect(await client.signOut()).toMatchObject({ data: { success: true } });
  });
});
