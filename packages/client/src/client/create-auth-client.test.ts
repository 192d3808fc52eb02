import { atom } from "nanostores";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BetterFetchError } from "../fetch/better-fetch-error";
import type { BetterFetchOption, ErrorContext, SuccessContext } from "../fetch/options";
import { createFakeServer, json } from "../fixtures/fake-server";
import type { BetterAuthClientOptions } from "../types/client-options";
import type { BetterAuthClientPlugin } from "../types/client-plugin";
import { createAuthClient } from "./create-auth-client";

const alice = { name: "Alice", email: "alice@example.com", password: "correct horse 1" };
const right = { email: alice.email, password: alice.password };
const wrong = { email: alice.email, password: "wrong horse 9" };
const wrongBody = { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" };
const wrongError = { ...wrongBody, status: 401, statusText: "UNAUTHORIZED" };

function setUp(options: BetterAuthClientOptions = {}) {
  const server = createFakeServer();
  const fetchOptions: BetterFetchOption<false> = { customFetchImpl: server.fetch, ...(options.fetchOptions as object) };
  const client = createAuthClient({ baseURL: "http://localhost:3000", ...options, fetchOptions });
  // biome-ignore lint/suspicious/noExplicitAny: any route is a method, whether it has a type or not
  return { server, client, loose: client as any };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("calls", () => {
  it("sends the fields as JSON and gives the answer with its dates", async () => {
    const { client, server } = setUp();
    const { data, error } = await client.signUp.email(alice);
    expect(error).toBeNull();
    expect(data).toEqual({
      token: "token-1",
      user: expect.objectContaining({ name: "Alice", image: null, createdAt: new Date("2030-01-15T12:00:00.000Z") }),
    });
    expect(server.seen).toEqual([
      expect.objectContaining({
        request: "POST /sign-up/email",
        body: alice,
        headers: expect.objectContaining({ "content-type": "application/json" }),
      }),
    ]);
  });

  it("gives null for nobody and for the error", async () => {
    expect(await setUp().client.getSession()).toEqual({ data: null, error: null });
  });

  it("gives the answer's body with its status as the error", async () => {
    expect(await setUp().client.signIn.email(wrong)).toEqual({ data: null, error: wrongError });
  });

  it("is a GET without fields, so that an empty sign-in is not found", async () => {
    const { loose, server } = setUp();
    expect(await loose.signIn.email({})).toEqual({ data: null, error: { status: 404, statusText: "Not Found" } });
    expect(server.seen).toEqual([expect.objectContaining({ request: "GET /sign-in/email", body: undefined })]);
  });

  it("posts an empty object where a route needs no fields", async () => {
    const { client, server } = setUp();
    await client.signOut();
    await client.revokeSessions();
    await client.revokeOtherSessions();
    await (client as unknown as { deleteUser(): Promise<unknown> }).deleteUser();
    expect(server.seen.map(({ request, body }) => [request, body])).toEqual([
      ["POST /sign-out", {}],
      ["POST /revoke-sessions", {}],
      ["POST /revoke-other-sessions", {}],
      ["POST /delete-user", {}],
    ]);
  });

  it("reaches any path by its properties", async () => {
    const { loose, server } = setUp();
    await loose.twoFactor.verifyTOTP({ code: "1" });
    await loose.twoFactor.verifyTotp({ code: "1" });
    await loose.myPlugin.getURLThing();
    await loose.resetPassword[":token"]({ fetchOptions: { params: { token: "a/b" } } });
    expect(server.taken()).toEqual([
      "POST /two-factor/verify-totp",
      "POST /two-factor/verify-totp",
      "GET /my-plugin/get-url-thing",
      "GET /reset-password/a%2Fb",
    ]);
  });

  it("reaches the routes of providers with the method of each", async () => {
    const { client, server } = setUp();
    await client.signIn.social({ provider: "github", disableRedirect: true });
    await client.signIn.social.email({ email: "hedy@example.com" });
    await client.linkSocial({ provider: "github" });
    await client.refreshToken({ accountId: "a" });
    await client.getAccessToken({ useAccountCookie: true });
    await client.accountInfo({ query: { accountId: "a" } });
    await client.deleteUser.callback({ query: { token: "t" } });
    expect(server.taken()).toEqual([
      "POST /sign-in/social",
      "POST /sign-in/social/email",
      "POST /link-social",
      "POST /refresh-token",
      "POST /get-access-token",
      "GET /account-info",
      "GET /delete-user/callback",
    ]);
  });

  it("sends query and leaves it out of the body", async () => {
    const { client, server } = setUp();
    await client.getSession({ query: { disableCookieCache: true } });
    expect(server.seen[0]).toMatchObject({ query: { disableCookieCache: "true" }, body: undefined });
  });

  it("drops the body of a call that its options make a GET", async () => {
    const { loose, server } = setUp();
    await loose.thing({ a: 1 }, { method: "GET" });
    expect(server.seen[0]).toMatchObject({ request: "GET /thing", body: undefined });
  });

  it("does not treat an awaited or serialised client as a call", async () => {
    const { client, server } = setUp();
    expect(await client).toBe(client);
    expect(JSON.stringify({ client })).toBe("{}");
    expect(server.taken()).toEqual([]);
  });

  it("gives the same function each time", () => {
    const { client } = setUp();
    expect(client.signIn.email).toBe(client.signIn.email);
    expect(client.useSession).toBe(client.useSession);
  });
});

describe("fetch options", () => {
  function logging() {
    const log: unknown[] = [];
    const note =
      (kind: string) =>
      ({ data, error }: Partial<SuccessContext & ErrorContext>) => {
        log.push([kind, error?.status ?? (data ? "data" : undefined)]);
      };
    return { log, note };
  }

  it("runs the call's callbacks before the client's", async () => {
    const { log, note } = logging();
    const { client } = setUp({ fetchOptions: { onSuccess: note("client success"), onError: note("client error") } });
    const perCall = {
      onRequest: note("request") as () => void,
      onResponse: note("response"),
      onSuccess: note("call success"),
      onError: note("call error"),
    };
    await client.signUp.email(alice, perCall);
    await client.signIn.email({ ...wrong, fetchOptions: perCall });
    expect(log).toEqual([
      ["request", undefined],
      ["response", undefined],
      ["call success", "data"],
      ["client success", "data"],
      ["request", undefined],
      ["response", undefined],
      ["call error", 401],
      ["client error", 401],
    ]);
  });

  it("merges headers by name: client, second argument, first argument", async () => {
    const { client, server } = setUp({
      fetchOptions: { headers: { "x-a": "client", "x-b": "client", "x-c": "client" } },
    });
    await client.getSession(
      { fetchOptions: { headers: { "X-C": "first" } } },
      { headers: new Headers({ "X-B": "second", "x-c": "second" }) },
    );
    expect(server.seen[0]?.headers).toMatchObject({ "x-a": "client", "x-b": "second", "x-c": "first" });
  });

  it("merges queries by name, and takes no options for none", async () => {
    const { loose, server } = setUp({ fetchOptions: { query: { a: "client", b: "client" } } });
    await loose.getSession({ query: { b: "first" }, fetchOptions: null }, { query: { c: "second" } });
    await loose.$fetch("/get-session", null);
    expect(server.seen.map(({ query }) => query)).toEqual([
      { a: "client", b: "first", c: "second" },
      { a: "client", b: "client" },
    ]);
  });

  it("throws an error with the body when asked to, after the callbacks", async () => {
    const { log, note } = logging();
    const { client } = setUp({ fetchOptions: { onError: note("client error") } });
    const failed = client.signIn.email(wrong, { throw: true });
    await expect(failed).rejects.toBeInstanceOf(BetterFetchError);
    await expect(failed).rejects.toMatchObject({
      name: "Error",
      message: "UNAUTHORIZED",
      status: 401,
      statusText: "UNAUTHORIZED",
      error: wrongBody,
    });
    expect(log).toEqual([["client error", 401]]);
  });

  it("gives the data itself when asked to throw", async () => {
    const { client } = setUp();
    expect(await client.signIn.email(right, { throw: true })).toMatchObject({ redirect: false, token: "token-1" });
  });

  it("throws in every call of a client that says so", async () => {
    const server = createFakeServer();
    const client = createAuthClient({
      baseURL: "http://localhost:3000",
      fetchOptions: { customFetchImpl: server.fetch, throw: true },
    });
    await expect(client.signIn.email(wrong)).rejects.toMatchObject({ error: wrongBody });
    expect(await client.getSession()).toBeNull();
    expect(await client.signIn.email(wrong, { throw: false })).toEqual({ data: null, error: wrongError });
  });

  it("calls any path by $fetch", async () => {
    const { client, server } = setUp();
    expect(await client.$fetch("/list-sessions")).toMatchObject({ data: [{ id: "session-1" }], error: null });
    expect(await client.$fetch("/update-user", { method: "POST", body: { name: "B" } })).toEqual({
      data: { status: true },
      error: null,
    });
    expect(server.taken()).toEqual(["GET /list-sessions", "POST /update-user"]);
  });
});

describe("signals", () => {
  const watch = (options: BetterAuthClientOptions = {}) => {
    vi.useFakeTimers();
    const set = setUp(options);
    const flips: unknown[] = [];
    set.client.$store.listen("$sessionSignal", (value) => flips.push(value));
    return { ...set, flips };
  };

  it("flips the session signal 10 ms after a call that changes who is signed in", async () => {
    const { client, flips } = watch();
    await client.signIn.email(right);
    await vi.advanceTimersByTimeAsync(9);
    expect(flips).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(flips).toEqual([true]);
  });

  it.each([
    "/sign-out",
    "/update-user",
    "/update-session",
    "/sign-up/email",
    "/sign-in/email",
    "/delete-user",
    "/verify-email",
    "/revoke-sessions",
    "/revoke-session",
    "/revoke-other-sessions",
    "/change-email",
    "/change-password",
  ])("flips for %s", async (path) => {
    const { loose, server, flips } = watch();
    server.on(`POST ${path}`, () => ({}));
    const call = path
      .slice(1)
      .split("/")
      .reduce((found, segment) => found[segment.replace(/-./g, (dash) => dash[1]?.toUpperCase() ?? "")], loose);
    await call({ a: 1, password: "" });
    await vi.advanceTimersByTimeAsync(20);
    expect(flips).toHaveLength(1);
  });

  it("stays silent for other paths, failed calls, $fetch and disableSignal", async () => {
    const { client, flips } = watch();
    await client.listSessions();
    await client.signIn.email(wrong);
    await client.$fetch("/update-user", { method: "POST", body: { name: "B" } });
    await client.updateUser({ name: "C" }, { disableSignal: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(flips).toEqual([]);
  });

  it("flips each signal once, however many listeners match, and runs every callback at once", async () => {
    const callback = vi.fn();
    const matcher = (path: string) => path === "/sign-out";
    const { client, flips } = watch({
      plugins: [
        { id: "a", atomListeners: [{ matcher, signal: "$sessionSignal", callback }] },
        { id: "b", atomListeners: [{ matcher, signal: "$unknown", callback }] },
      ],
    });
    await client.signOut();
    expect(callback.mock.calls).toEqual([["/sign-out"], ["/sign-out"]]);
    await vi.advanceTimersByTimeAsync(20);
    expect(flips).toEqual([true]);
  });
});

describe("plugins", () => {
  const $points = atom(false);
  const points = atom(3);
  const loyalty = {
    id: "loyalty",
    pathMethods: { "/loyalty/redeem": "POST", "/loyalty/find": "GET" },
    getAtoms: () => ({ points, $points }),
    getActions: ($fetch, $store, options) => ({
      loyalty: {
        total: () => $fetch<number>("/loyalty/total"),
        refresh: () => $store.notify("$points"),
        base: () => options?.baseURL,
      },
      signIn: { card: () => "card" },
    }),
    atomListeners: [{ matcher: (path) => path === "/loyalty/redeem", signal: "$points" }],
    fetchPlugins: [{ id: "loyalty", hooks: { onRequest: ({ headers }) => headers.set("x-loyalty", "1") } }],
  } satisfies BetterAuthClientPlugin;

  it("adds actions beside inferred paths, hooks for stores, methods of paths and fetch plugins", async () => {
    const { loose, server } = setUp({ plugins: [loyalty] });
    server.on("GET /loyalty/total", () => json(7));
    expect(await loose.loyalty.total()).toEqual({ data: 7, error: null });
    expect(loose.loyalty.base()).toBe("http://localhost:3000");
    expect(loose.signIn.card()).toBe("card");
    expect(loose.usePoints).toBe(points);
    expect(loose.$store.atoms.points).toBe(points);
    await loose.signIn.email(right);
    await loose.loyalty.redeem();
    await loose.loyalty.find({ a: 1 });
    expect(server.taken()).toEqual([
      "GET /loyalty/total",
      "POST /sign-in/email",
      "POST /loyalty/redeem",
      "GET /loyalty/find",
    ]);
    expect(server.seen.every(({ headers }) => headers["x-loyalty"] === "1")).toBe(true);
  });

  it("makes no hook of a signal", async () => {
    const { loose, server } = setUp({ plugins: [loyalty] });
    await loose.use$points();
    expect(server.seen).toHaveLength(1); // a path like any other
  });

  it("lets the later plugin win and merges groups of the same name", () => {
    const { loose } = setUp({
      plugins: [
        { id: "a", getActions: () => ({ group: { one: () => 1, two: () => 1 }, usePoints: () => "action" }) },
        { id: "b", getActions: () => ({ group: { two: () => 2 } }), getAtoms: () => ({ points }) },
      ],
    });
    expect([loose.group.one(), loose.group.two(), loose.usePoints()]).toEqual([1, 2, "action"]);
  });

  it("may have another client among its actions", async () => {
    const other = setUp();
    const { loose, server } = setUp({ plugins: [{ id: "a", getActions: () => ({ old: other.client }) }] });
    await loose.old.signIn.email(right);
    expect([server.taken(), other.server.taken()]).toEqual([[], ["POST /sign-in/email"]]);
  });

  it("notifies signals, and throws a TypeError for one that nobody has", () => {
    const { client } = setUp({ plugins: [loyalty] });
    const heard = vi.fn();
    const stop = client.$store.listen("$points", heard);
    client.$store.notify("$points");
    stop();
    client.$store.notify("$points");
    expect(heard).toHaveBeenCalledOnce();
    expect(() => client.$store.notify("$nothing")).toThrow(TypeError);
  });

  it("runs the hooks of fetch plugins after those of call and client, in their order", async () => {
    const order: string[] = [];
    const mark = (name: string) => ({ id: name, hooks: { onSuccess: () => void order.push(name) } });
    const { client } = setUp({
      plugins: [{ id: "p", fetchPlugins: [mark("client plugin")] }],
      fetchOptions: { plugins: [mark("user plugin")], onSuccess: () => void order.push("client") },
    });
    await client.getSession(undefined, { onSuccess: () => void order.push("call") });
    expect(order).toEqual(["call", "client", "user plugin", "client plugin"]);
  });
});

describe("where there is no page", () => {
  it("does not look at anything before a client is made, nor ask before a call is made", async () => {
    const { client, server } = setUp();
    const states: unknown[] = [];
    const stop = client.useSession.subscribe((state) => states.push(state));
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop();
    expect(server.taken()).toEqual([]);
    expect(states).toMatchObject([{ data: null, isPending: true }]);
  });

  it("keeps a visitor's session out of a client that visitors share", () => {
    const { client } = setUp();
    client.hydrateSession({ user: {}, session: {} } as never);
    expect(client.useSession.get().data).toBeNull();
  });

  it("fetches when it is told to", async () => {
    const { client, server } = setUp();
    server.signedInAs("Alice");
    await client.useSession.get().refetch();
    expect(client.useSession.get()).toMatchObject({ data: { user: { name: "Alice" } }, isPending: false });
  });

  it("broadcasts nothing", async () => {
    const post = vi.spyOn(BroadcastChannel.prototype, "postMessage");
    await setUp().client.signOut();
    expect(post).not.toHaveBeenCalled();
    post.mockRestore();
  });
});
