// @vitest-environment happy-dom
// Rendered as a server does it, without a window, and hydrated in a page.

import { createFakeServer } from "test-kit/fake-server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type App, type Component, computed, createSSRApp, defineAsyncComponent, h, Suspense } from "vue";
import { renderToString } from "vue/server-renderer";
import { createAuthClient } from "./create-auth-client";

interface Answer {
  session: object;
  user: { name: string };
}

const alice: Answer = { session: {}, user: { name: "Alice" } };
const logged = vi.fn();
let apps: App[] = [];

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(logged);
  vi.spyOn(console, "error").mockImplementation(logged);
});
afterEach(() => {
  for (const app of apps) app.unmount();
  apps = [];
  expect(logged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: { customFetchImpl: server.fetch },
  });
  const renders: string[] = [];
  const Greeting = {
    setup() {
      const session = client.useSession();
      return () => {
        const { data, isPending } = session.value;
        // Another branch, not another text only: what a mismatch would show.
        return isPending ? h("i", "…") : h("p", data ? `Hello ${data.user.name}` : "Hello");
      };
    },
  };
  /** Until the store knows, what the server has read. */
  const Account = {
    props: ["session"],
    setup(props: { session: Answer | null }) {
      client.hydrateSession(props.session as never);
      const state = client.useSession();
      const session = computed(() => (state.value.isPending ? props.session : state.value.data));
      return () => {
        const text = session.value ? session.value.user.name : "nobody";
        renders.push(text);
        return h("p", text);
      };
    },
  };
  return { server, client, renders, Greeting, Account };
}

async function renderOnServer(component: Component): Promise<string> {
  const { window } = globalThis;
  vi.stubGlobal("window", undefined);
  const html = await renderToString(createSSRApp(component));
  vi.stubGlobal("window", window);
  return html;
}

async function hydrate(html: string, component: Component) {
  const container = document.createElement("div");
  container.innerHTML = html;
  const app = createSSRApp(component);
  apps.push(app);
  app.mount(container);
  return container;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it("a server renders the initial value, asks for nothing, and leaves no listener behind", async () => {
  const { server, client, Greeting } = setUp();
  expect(await renderOnServer(Greeting)).toBe("<i>…</i>");
  await settle();
  expect(server.taken()).toEqual([]);
  expect(client.$store.atoms.session?.lc).toBe(0);
});

it("a server shows nobody what another visitor's request has put into its stores", async () => {
  const { server, client, Greeting } = setUp();
  server.name = "Mallory";
  const session = client.$store.atoms.session as { value: { refetch(): Promise<void> } };
  await session.value.refetch();
  expect(await renderOnServer(Greeting)).toBe("<i>…</i>");
});

it("hydrateSession does nothing on a server", async () => {
  const { client, Account } = setUp();
  expect(await renderOnServer(() => h(Account, { session: alice }))).toBe("<p>Alice</p>");
  expect(client.$store.atoms.session?.value).toMatchObject({ isPending: true, data: null });
});

it("a page that the server has rendered with a session shows it from the first byte on, and nothing else", async () => {
  const { server, client, renders, Account } = setUp();
  const page = () => h(Account, { session: alice });
  const container = await hydrate(await renderOnServer(page), page);
  await settle();
  expect(new Set(renders)).toEqual(new Set(["Alice"]));
  expect(server.taken()).toEqual([]);
  await client.signOut();
  await settle();
  expect(container.textContent).toBe("nobody");
});

it("hydrates without a mismatch, even when the session is known before", async () => {
  const { server, client, Greeting } = setUp();
  const html = await renderOnServer(Greeting);
  server.name = "Alice";
  const session = client.$store.atoms.session as { value: { refetch(): Promise<void> } };
  await session.value.refetch();
  const container = await hydrate(html, Greeting);
  await settle();
  expect(container.textContent).toBe("Hello Alice");
});

it("a part that hydrates after the session is known does not mismatch, and asks no second time", async () => {
  const { server, Greeting } = setUp();
  server.name = "Alice";
  let arrive: (component: typeof Greeting) => void = () => {};
  const later = new Promise<typeof Greeting>((resolve) => {
    arrive = resolve;
  });
  const page = (Late: Component) => () =>
    h("div", [h(Greeting), h(Suspense, null, { default: () => h(Late), fallback: () => "loading" })]);
  const html = await renderOnServer(page(Greeting));
  const container = await hydrate(html, page(defineAsyncComponent(() => later)));
  await settle();
  expect(container.textContent).toBe("Hello Alice…"); // the second one is still the server's
  arrive(Greeting);
  await settle();
  expect(container.textContent).toBe("Hello AliceHello Alice");
  expect(server.taken()).toEqual(["GET /get-session"]);
});

it("a session that comes while a page hydrates changes it afterwards", async () => {
  const { client, Greeting } = setUp();
  const Late = {
    setup() {
      const greeting = Greeting.setup();
      client.hydrateSession(alice as never);
      return greeting;
    },
  };
  const page = () => h("div", [h(Greeting), h(Late)]);
  const html = await renderOnServer(page);
  expect(html).toBe("<div><i>…</i><i>…</i></div>");
  const container = await hydrate(html, page);
  await settle();
  expect(container.textContent).toBe("Hello AliceHello Alice");
});
