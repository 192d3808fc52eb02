// As on the threads of Lynx: there is no window, and on the main thread neither `fetch` nor what belongs to it.
import { join } from "node:path";
import type { ReadableAtom } from "@better-auth/client";
import { Window } from "happy-dom";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { createFakeServer } from "test-kit/fake-server";
import { build, type Rollup } from "vite";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthClient } from "./create-auth-client";

let page: typeof import("./fixtures/page");
let roots: { unmount(): void }[] = [];

const tick = (milliseconds = 0) => page.act(() => vi.advanceTimersByTimeAsync(milliseconds));

/** The application, with names of a page as arguments: that is how Lynx hands its own to what it runs. */
async function loadPage(): Promise<typeof page> {
  const source = (path: string) => join(import.meta.dirname, path);
  const output = (await build({
    // It knows where the sources of the packages are.
    configFile: source("../../../vitest.config.ts"),
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      rollupOptions: {
        input: source("fixtures/page.tsx"),
        preserveEntrySignatures: "strict",
        output: { format: "iife", name: "page" },
      },
    },
  })) as Rollup.RollupOutput;
  const window = new Window();
  const names = { window, document: window.document, navigator: window.navigator };
  return new Function(...Object.keys(names), `${output.output[0].code}; return page;`)(...Object.values(names));
}

beforeAll(async () => {
  page = await loadPage();
}, 30_000);
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const root of roots) page.act(() => root.unmount());
  roots = [];
  await tick(2000);
  expect(vi.getTimerCount()).toBe(0);
  expect("window" in globalThis).toBe(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setUp() {
  const server = createFakeServer();
  const client = page.createAuthClient({
    baseURL: "http://localhost:3000",
    sessionOptions: { refetchInterval: 60 },
    fetchOptions: { customFetchImpl: server.fetch },
  });
  return { server, client };
}

function render(element: unknown) {
  const container = new Window().document.createElement("div");
  const root = page.createRoot(container as never);
  roots.push(root);
  page.act(() => root.render(element as never));
  return { container, root };
}

describe("on the background thread", () => {
  it("is pending, then whoever is signed in, though there is no window", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const renders: string[] = [];
    const { container } = render(page.createElement(page.Greeting, { client, renders }));
    expect(container.textContent).toBe("…");
    await tick();
    expect(container.textContent).toBe("Hello Alice");
    expect(renders).toEqual(["…", "Hello Alice"]);
  });

  it("sends one request for a hundred components, in strict mode, too", async () => {
    const { server, client } = setUp();
    const { container } = render(page.crowd(client));
    await tick(3000);
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(container.textContent).toBe("Hello".repeat(100));
  });

  it("follows sign-in and sign-out, and shows whoever is signed in meanwhile", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const renders: string[] = [];
    render(page.createElement(page.Greeting, { client, renders }));
    await tick();
    await page.act(() => client.signOut());
    await tick(10);
    await page.act(() => client.signIn.email({ email: "alice@example.com", password: "correct horse 1" }));
    await tick(10);
    expect(new Set(renders)).toEqual(new Set(["…", "Hello Alice", "Hello"]));
    expect(renders.at(-1)).toBe("Hello Alice");
    const first = renders.indexOf("Hello Alice");
    expect(renders.slice(first, renders.indexOf("Hello"))).not.toContain("…");
  });

  it("fetches at the interval that was asked for", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    render(page.createElement(page.Greeting, { client }));
    await tick(60_000);
    expect(server.taken()).toEqual(["GET /get-session", "GET /get-session"]);
  });

  it("stops everything when the last component goes", async () => {
    const { server, client } = setUp();
    const { root } = render(page.crowd(client));
    await tick();
    server.taken();
    page.act(() => root.render(null));
    await tick(1000);
    expect(vi.getTimerCount()).toBe(0);
    client.$store.notify("$sessionSignal");
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });

  it("has a hook for each store of a plugin, which fetches when its signal flips", async () => {
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
            // biome-ignore lint/correctness/useHookAtTopLevel: a store, whatever its name says
            const points = page.useAuthQuery<{ total: number }>($points, "/loyalty/points", $fetch);
            return { $points, points };
          },
        },
      ],
    });
    const { container } = render(page.createElement(() => client.usePoints().data?.total ?? "…"));
    await tick();
    expect(container.textContent).toBe("3");
    total = 4;
    page.act(() => client.$store.notify("$points"));
    await tick();
    expect(container.textContent).toBe("4");
  });

  it("follows any store", async () => {
    const store = page.atom(1);
    const double = page.computed(store, (value) => value * 2);
    const { container } = render([
      page.createElement(page.Value, { store, key: 1 }),
      page.createElement(page.Value, { store: double, key: 2 }),
    ]);
    expect(container.textContent).toBe("12");
    page.act(() => store.set(2));
    expect(container.textContent).toBe("24");
  });
});

describe("on the main thread", () => {
  it("makes a client and renders it as pending, without anything that it lacks", async () => {
    for (const name of ["Request", "Response", "Headers", "fetch"]) vi.stubGlobal(name, undefined);
    const client = createAuthClient({ baseURL: "http://localhost:3000" });
    const listen = vi.spyOn(client.$store.atoms.session as ReadableAtom, "listen");
    // No effect runs on the main thread, as in the rendering of a server.
    expect(renderToString(createElement(() => `${client.useSession().isPending}`))).toBe("true");
    expect(listen).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
