// @vitest-environment happy-dom
// Rendered by the application's server build, without a window, and hydrated by its browser build.
import type { ReadableAtom } from "@better-auth/client";
import { createFakeServer } from "test-kit/fake-server";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { loadPage, loadServerPage } from "./bundle.test-support";
import type { Answer, Client } from "./fixtures/page";

const alice: Answer = { session: {}, user: { name: "Alice" } };
const logged = vi.fn();
let onServer: Awaited<ReturnType<typeof loadServerPage>>;
let inBrowser: Awaited<ReturnType<typeof loadPage>>;
const hydrated: object[] = [];

beforeAll(async () => {
  onServer = await loadServerPage();
  inBrowser = await loadPage();
}, 30_000);
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(logged);
  vi.spyOn(console, "error").mockImplementation(logged);
});
afterEach(() => {
  for (const component of hydrated.splice(0)) inBrowser.unmount(component);
  expect(logged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  const options = { baseURL: "http://localhost:3000", fetchOptions: { customFetchImpl: server.fetch } };
  return { server, serverClient: onServer.createAuthClient(options), client: inBrowser.createAuthClient(options) };
}

const storeOf = (client: Client) => client.$store.atoms.session as ReadableAtom;

function withoutWindow<T>(run: () => T): T {
  const { window } = globalThis;
  vi.stubGlobal("window", undefined);
  const result = run();
  vi.stubGlobal("window", window);
  return result;
}

type Name = "Greeting" | "Runes" | "Account" | "Halves";

const renderOnServer = (name: Name, props: object) =>
  withoutWindow(() => onServer.render(onServer[name] as typeof onServer.Greeting, { props: props as never }).body);

/** What an element shows, in order, without repetitions. */
function watchText() {
  const texts: string[] = [];
  const look = (target: Element) => {
    const text = target.textContent?.trim() ?? "";
    if (texts.at(-1) !== text) texts.push(text);
  };
  return {
    texts,
    watch(target: Element) {
      look(target);
      new MutationObserver(() => look(target)).observe(target, { childList: true, subtree: true, characterData: true });
    },
  };
}

function hydrate(html: string, name: Name, props: object, shown?: ReturnType<typeof watchText>) {
  const target = document.createElement("div");
  target.innerHTML = html;
  shown?.watch(target);
  hydrated.push(inBrowser.hydrate(inBrowser[name] as typeof inBrowser.Greeting, { target, props: props as never }));
  inBrowser.flushSync();
  return target;
}

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  inBrowser.flushSync();
};
const textIn = (target: Element) => target.textContent?.trim();

it.each(["Greeting", "Runes"] as const)(
  "a server renders the initial value, and neither asks nor listens (%s.svelte)",
  async (name) => {
    const { server, serverClient: client } = setUp();
    const listen = vi.spyOn(storeOf(client), "listen");
    expect(renderOnServer(name, { client })).toContain("<i>…</i>");
    await settle();
    expect(server.taken()).toEqual([]);
    expect(listen).not.toHaveBeenCalled();
  },
);

it("a store can be read on a server, which begins nothing", async () => {
  const { server, serverClient: client } = setUp();
  const store = withoutWindow(() => client.useSession());
  const listener = vi.fn();
  expect([onServer.get(store), store.get()]).toMatchObject([{ isPending: true }, { isPending: true }]);
  store.listen(listener)();
  await storeOf(client).value.refetch();
  expect(server.taken()).toEqual(["GET /get-session"]);
  expect(listener).not.toHaveBeenCalled();
  expect(storeOf(client).lc).toBe(0);
});

it("a server shows nobody what another visitor's request has put into its stores", async () => {
  const { server, serverClient: client } = setUp();
  server.name = "Mallory";
  await storeOf(client).value.refetch();
  for (const name of ["Greeting", "Runes"] as const) {
    expect(renderOnServer(name, { client })).toContain("<i>…</i>");
  }
});

it("hydrateSession does nothing on a server", () => {
  withoutWindow(() => onServer.authClient.hydrateSession(alice as never));
  expect(renderOnServer("Account", { session: alice })).toContain("<p>Alice</p>");
  expect(storeOf(onServer.authClient).value).toMatchObject({ isPending: true, data: null });
});

it("a page that the server has rendered with a session shows it from the first byte on, and then who is signed in", async () => {
  const server = createFakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const client = inBrowser.authClient;
  const html = renderOnServer("Account", { session: alice });
  const shown = watchText();
  const target = hydrate(html, "Account", { session: alice }, shown);
  await settle();
  expect(server.taken()).toEqual([]);
  await client.signOut();
  await settle();
  expect(textIn(target)).toBe("Nobody");
  server.answers["POST /sign-in/email"] = () => {
    server.name = "Bob";
    return { redirect: false };
  };
  await client.signIn.email({ email: "bob@example.com", password: "correct horse 1" });
  await settle();
  expect(shown.texts).toEqual(["Alice", "Nobody", "Bob"]);
});

it.each(["Greeting", "Runes"] as const)(
  "hydrates without a complaint, even when the session is known before (%s.svelte)",
  async (name) => {
    const { server, client, serverClient } = setUp();
    const html = renderOnServer(name, { client: serverClient });
    server.name = "Alice";
    await storeOf(client).value.refetch();
    const target = hydrate(html, name, { client });
    await settle();
    expect(target.querySelector("p")?.textContent).toBe("Hello Alice");
    expect(target.querySelectorAll("*")).toHaveLength(1);
  },
);

it("a session that comes while a page hydrates is shown everywhere, without a request", async () => {
  const { server, client, serverClient } = setUp();
  const html = renderOnServer("Halves", { client: serverClient, session: alice });
  const target = hydrate(html, "Halves", { client, session: alice });
  await settle();
  expect(textIn(target)).toBe("Hello AliceHello Alice");
  expect(target.querySelectorAll("*")).toHaveLength(2);
  expect(server.taken()).toEqual([]);
});
