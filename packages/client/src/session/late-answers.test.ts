// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthClient } from "../client/create-auth-client";
import { createFakeServer } from "../fixtures/fake-server";

const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const pairOf = (name: string) => ({ session: {}, user: { name } }) as never;
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const stop of stops) stop();
  stops = [];
  await tick(2000);
  vi.useRealTimers();
});

function setUp() {
  const server = createFakeServer();
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: { customFetchImpl: server.fetch },
  });
  const shown = () => client.$store.atoms.session?.value as ReturnType<typeof client.useSession.get>;
  const watch = () => {
    const stop = client.useSession.subscribe(() => {});
    stops.push(stop);
    return stop;
  };
  /** Answers to get-session that wait until they are let go. */
  const hold = () => {
    const answers: ((name: string | null) => void)[] = [];
    server.on(
      "GET /get-session",
      () => new Promise<Response>((resolve) => answers.push((name) => resolve(Response.json(name && pairOf(name))))),
    );
    return answers;
  };
  return { server, client, watch, shown, hold };
}

describe("an answer that was asked for before somebody signed out", () => {
  it("does not bring the session back while nobody listens", async () => {
    const { client, watch, shown, hold } = setUp();
    const answers = hold();
    const stop = watch();
    await tick();
    stop();
    await tick(1000);
    await client.signOut();
    await tick(10);
    answers[0]?.("Alice");
    await tick();
    expect(shown()).toMatchObject({ data: null, isPending: true });
  });
});

describe("a session that a page hands down late", () => {
  it("is not taken, but checked, when it was said before another one: a page that Back shows again may be older than a sign-out", async () => {
    const { client, server, watch, shown } = setUp();
    client.hydrateSession(pairOf("Alice"));
    watch();
    await tick();
    expect(server.taken()).toEqual([]);
    client.hydrateSession(null);
    client.hydrateSession(pairOf("Alice"));
    expect(shown()).toMatchObject({ data: null, isPending: false, isRefetching: true });
    await tick();
    expect(shown()).toMatchObject({ data: null, isPending: false, isRefetching: false });
    expect(server.taken()).toEqual(["GET /get-session"]);
    server.signedInAs("Alice");
    client.hydrateSession(pairOf("Alice 2"));
    await tick();
    server.signedInAs(null);
    client.hydrateSession(null);
    await tick();
    expect(shown().data).toBeNull();
  });

  it("is checked at the next mount when nobody listens", async () => {
    const { client, server, watch, shown } = setUp();
    watch()();
    await tick(1000);
    server.taken();
    client.hydrateSession(pairOf("Alice"));
    watch();
    expect(shown().data).not.toBeNull();
    await tick();
    expect([server.taken(), shown().data]).toEqual([["GET /get-session"], null]);
  });

  it("comes to rest where a part of the page that was not rendered anew says an older one at each render", async () => {
    const { client, server, shown } = setUp();
    server.signedInAs("Bob");
    let renders = 0;
    // As a layout and a page in it do, with what each was rendered with.
    const render = () => {
      if (++renders > 100) throw new Error("no rest");
      for (const name of ["Alice", "Bob"]) client.hydrateSession(pairOf(name));
    };
    client.hydrateSession(pairOf("Alice"));
    stops.push(client.useSession.listen(() => queueMicrotask(render)));
    await tick();
    render();
    await tick(1000);
    expect(renders).toBeLessThan(10);
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(shown()).toMatchObject({ data: { user: { name: "Bob" } }, isRefetching: false });
  });

  it("does not ask a second time while somebody has already asked", async () => {
    const { client, server, watch, shown } = setUp();
    server.signedInAs("Alice");
    client.hydrateSession(pairOf("Alice"));
    shown().refetch();
    watch();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("leaves no later mount without a request", async () => {
    const { client, server, watch } = setUp();
    server.signedInAs("Alice");
    const stop = watch();
    await tick();
    client.hydrateSession(pairOf("Alice"));
    await tick();
    stop();
    await tick(60_000);
    server.taken();
    watch();
    await tick();
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("is not taken back by an answer that was asked for before", async () => {
    const { client, watch, shown, hold } = setUp();
    const answers = hold();
    watch();
    await tick();
    client.hydrateSession(pairOf("Alice"));
    await tick();
    answers[0]?.(null);
    await tick();
    expect(shown()).toMatchObject({ data: { user: { name: "Alice" } } });
    answers[1]?.("Alice");
    await tick();
    expect(shown()).toMatchObject({ data: { user: { name: "Alice" } }, isRefetching: false });
  });
});

describe("a callback of a sign-out that throws", () => {
  it("leaves no session shown that has ended", async () => {
    const { client, server, watch, shown } = setUp();
    server.signedInAs("Alice");
    watch();
    await tick();
    const call = client.signOut(undefined, {
      onSuccess() {
        throw new Error("a framework's redirect");
      },
    });
    await expect(call).rejects.toThrow("a framework's redirect");
    await tick(10);
    expect(shown().data).toBeNull();
  });
});
