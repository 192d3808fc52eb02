// @vitest-environment happy-dom
// Rendered by the application's server build, without a window, and hydrated by its browser build.
import type { ReadableAtom } from "@better-auth/client";
import { createFakeServer } from "test-kit/fake-server";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { loadPage } from "./bundle.test-support";
import type { Answer, Client } from "./fixtures/page";

type Page = Awaited<ReturnType<typeof loadPage>>;

const alice: Answer = { session: {}, user: { name: "Alice" } };
const logged = vi.fn();
let onServer: Page;
let inBrowser: Page;
let disposers: (() => void)[] = [];

beforeAll(async () => {
  onServer = await loadPage("server");
  inBrowser = await loadPage("browser");
}, 30_000);
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(logged);
  vi.spyOn(console, "error").mockImplementation(logged);
  // What the hydration script of Solid leaves in a page
  vi.stubGlobal("_$HY", { events: [], completed: new WeakSet(), r: {}, fe() {} });
});
afterEach(() => {
  for (const dispose of disposers) dispose();
  disposers = [];
  expect(logged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  const options = { baseURL: "http://localhost:3000", fetchOptions: { customFetchImpl: server.fetch } };
  const serverClient = onServer.createAuthClient(options);
  return { server, serverClient, client: inBrowser.createAuthClient(options) };
}

const storeOf = (client: Client) => client.$store.atoms.session as ReadableAtom;

function renderOnServer(component: () => unknown, renderId?: string): string {
  const { window } = globalThis;
  vi.stubGlobal("window", undefined);
  const html = onServer.renderToString(component as never, renderId === undefined ? {} : { renderId });
  vi.stubGlobal("window", window);
  return html;
}

/** What an element shows, in order, without repetitions. */
function watchText() {
  const texts: string[] = [];
  const look = (target: Element) => {
    const text = target.textContent ?? "";
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

interface Hydration {
  renderId?: string;
  shown?: ReturnType<typeof watchText>;
}

function hydrate(html: string, component: () => unknown, { renderId, shown }: Hydration = {}) {
  const container = document.createElement("div");
  container.innerHTML = html;
  shown?.watch(container);
  const [element] = container.children;
  disposers.push(inBrowser.hydrate(component as never, container, renderId === undefined ? {} : { renderId }));
  // What the server has made is taken over, not made anew.
  expect(container.firstElementChild).toBe(element);
  return container;
}

/** In the element that belongs to it: Solid may take another one over without a word. */
const greetingIn = (container: Element) => container.querySelector("p")?.textContent;

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it("a server renders the initial value, and neither asks nor listens", async () => {
  const { server, serverClient: client } = setUp();
  const listen = vi.spyOn(storeOf(client), "listen");
  expect(renderOnServer(() => onServer.Greeting({ client }))).toMatch(/<i[^>]*>…<\/i>/);
  await settle();
  expect(server.taken()).toEqual([]);
  expect(listen).not.toHaveBeenCalled();
});

it("a server shows nobody what another visitor's request has put into its stores", async () => {
  const { server, serverClient: client } = setUp();
  server.name = "Mallory";
  await storeOf(client).value.refetch();
  expect(renderOnServer(() => onServer.Greeting({ client }))).toMatch(/<i[^>]*>…<\/i>/);
});

it("hydrateSession does nothing on a server", () => {
  expect(renderOnServer(() => onServer.Account({ session: alice as never }))).toMatch(/<p[^>]*>Alice<\/p>/);
  expect(storeOf(onServer.authClient).value).toMatchObject({ isPending: true, data: null });
});

it("a page that the server has rendered with a session shows it from the first byte on, and then who is signed in", async () => {
  const server = createFakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const client = inBrowser.authClient;
  const html = renderOnServer(() => onServer.Account({ session: alice as never }));
  const shown = watchText();
  hydrate(html, () => inBrowser.Account({ session: alice as never }), { shown });
  await settle();
  expect(server.taken()).toEqual([]);
  await client.signOut();
  await settle();
  expect(shown.texts).toEqual(["Alice", "Nobody"]);
  server.answers["POST /sign-in/email"] = () => {
    server.name = "Bob";
    return { redirect: false };
  };
  await client.signIn.email({ email: "bob@example.com", password: "correct horse 1" });
  await settle();
  expect(shown.texts).toEqual(["Alice", "Nobody", "Bob"]);
});

it("hydrates without a mismatch, even when the session is known before", async () => {
  const { server, client, serverClient } = setUp();
  const html = renderOnServer(() => onServer.Greeting({ client: serverClient }));
  server.name = "Alice";
  await storeOf(client).value.refetch();
  const container = hydrate(html, () => inBrowser.Greeting({ client }));
  await settle();
  expect(greetingIn(container)).toBe("Hello Alice");
});

it("a part that hydrates after the session is known does not mismatch, and asks no second time", async () => {
  const { server, client, serverClient } = setUp();
  server.name = "Alice";
  const html = renderOnServer(() => onServer.Greeting({ client: serverClient }), "early");
  const lateHtml = renderOnServer(() => onServer.Greeting({ client: serverClient }), "late");
  const early = hydrate(html, () => inBrowser.Greeting({ client }), { renderId: "early" });
  await settle();
  expect(greetingIn(early)).toBe("Hello Alice");
  const late = hydrate(lateHtml, () => inBrowser.Greeting({ client }), { renderId: "late" });
  await settle();
  expect(greetingIn(late)).toBe("Hello Alice");
  expect(server.taken()).toEqual(["GET /get-session"]);
});

it("a session that comes while a page hydrates changes it afterwards", async () => {
  const { client, serverClient } = setUp();
  const html = renderOnServer(() => onServer.LateGreeting({ client: serverClient, session: alice }));
  expect(html).toContain("…");
  const container = hydrate(html, () => inBrowser.LateGreeting({ client, session: alice }));
  await settle();
  expect(greetingIn(container)).toBe("Hello Alice");
});

it("stops everything when what was hydrated goes", async () => {
  const { client, serverClient } = setUp();
  hydrate(
    renderOnServer(() => onServer.Greeting({ client: serverClient })),
    () => inBrowser.Greeting({ client }),
  );
  await settle();
  expect(storeOf(client).lc).toBe(1);
  for (const dispose of disposers.splice(0)) dispose();
  expect(storeOf(client).lc).toBe(0);
});
