// @vitest-environment happy-dom
// The single-file components of docs/client.md, by the application's server build, and hydrated by its browser build.

import { createFakeServer } from "test-kit/fake-server";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { loadPage } from "./bundle.test-support";

type Page = Awaited<ReturnType<typeof loadPage>>;

const alice = { session: {}, user: { name: "Alice" } };
const logged = vi.fn();
let onServer: Page;
let inBrowser: Page;

beforeAll(async () => {
  onServer = await loadPage("server");
  inBrowser = await loadPage("browser");
}, 30_000);
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(logged);
  vi.spyOn(console, "error").mockImplementation(logged);
});
afterEach(() => {
  expect(logged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function renderOnServer(session: object | null) {
  const { window } = globalThis;
  vi.stubGlobal("window", undefined);
  const html = await onServer.renderToString(onServer.createSSRApp(onServer.AccountName, { session }));
  vi.stubGlobal("window", window);
  return html;
}

/** Hydrates a page, and says what it shows, in order, without repetitions. */
function hydrate(html: string, session: object | null) {
  const target = document.createElement("div");
  target.innerHTML = html;
  const texts = [target.textContent];
  const look = () => {
    if (texts.at(-1) !== target.textContent) texts.push(target.textContent);
  };
  new MutationObserver(look).observe(target, { childList: true, subtree: true, characterData: true });
  const app = inBrowser.createSSRApp(inBrowser.AccountName, { session });
  app.mount(target);
  return { texts, app };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it("a fetch that has failed can be tried again", async () => {
  const server = createFakeServer();
  const down = vi.fn(async () => new Response(null, { status: 503 }));
  vi.stubGlobal("fetch", down);
  const target = document.createElement("div");
  const app = inBrowser.createApp(inBrowser.HelloUser);
  app.mount(target);
  await settle();
  expect(target.textContent).toBe("Try again");
  vi.stubGlobal("fetch", server.fetch);
  server.name = "Alice";
  target.querySelector("button")?.click();
  await settle();
  expect(target.textContent).toBe("Hello Alice");
  app.unmount();
});

it("a page that the server has rendered with a session shows it from the first byte on, and then who is signed in", async () => {
  const server = createFakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const client = inBrowser.authClient;
  const { texts, app } = hydrate(await renderOnServer(alice), alice);
  await settle();
  expect(server.taken()).toEqual([]);
  await client.signOut();
  await settle();
  expect(texts).toEqual(["Alice", "Nobody"]);
  server.answers["POST /sign-in/email"] = () => {
    server.name = "Bob";
    return { redirect: false };
  };
  await client.signIn.email({ email: "bob@example.com", password: "correct horse 1" });
  await settle();
  expect(texts).toEqual(["Alice", "Nobody", "Bob"]);
  app.unmount();
  expect(client.$store.atoms.session?.lc).toBe(0);
});

it("the next visitor of a server sees nothing of the one before", async () => {
  expect(await renderOnServer(alice)).toBe("<p>Alice</p>");
  expect(await renderOnServer(null)).toBe("<p>Nobody</p>");
});
