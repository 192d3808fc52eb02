// @vitest-environment happy-dom
import { type AuthQueryState, type ReadableAtom, useAuthQuery } from "@better-auth/client";
import { atom, computed } from "nanostores";
import { act, type ReactNode, StrictMode, Suspense, use, useState } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { createFakeServer } from "test-kit/fake-server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthClient } from "./create-auth-client";
import { useStore } from "./use-store";

const tick = (milliseconds = 0) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
let roots: Root[] = [];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(async () => {
  for (const root of roots) act(() => root.unmount());
  roots = [];
  await tick(2000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function setUp() {
  const server = createFakeServer();
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: { customFetchImpl: server.fetch },
  });
  return { server, client };
}

type Client = ReturnType<typeof setUp>["client"];

interface GreetingProps {
  client: Client;
  name?: string;
  /** What was rendered, in order. */
  renders?: string[];
}

function Greeting({ client, name = "", renders }: GreetingProps) {
  const { data, isPending } = client.useSession();
  const text = isPending ? "…" : data ? `Hello ${data.user.name}` : "Hello";
  renders?.push(text);
  return (
    <p>
      {name}
      {text}
    </p>
  );
}

const alice = { session: {}, user: { name: "Alice" } } as never;

function HydratedGreeting(props: GreetingProps) {
  props.client.hydrateSession(alice);
  return <Greeting {...props} />;
}

/** As in the documentation: hydration and hook in one component. */
function SessionCard({ client, session }: { client: Client; session: never }) {
  client.hydrateSession(session);
  return client.useSession().data?.user.name ?? "…";
}

/** As docs/client.md has it: until the store knows, what the server has read; later the last that was known. */
function Account({ client, session: fromServer, renders }: { client: Client; session: never; renders: string[] }) {
  client.hydrateSession(fromServer);
  const { data, isPending } = client.useSession();
  const [session, setSession] = useState<{ user: { name: string } } | null>(fromServer);
  if (!isPending && session !== data) setSession(data);
  const text = session?.user.name ?? "nobody";
  renders.push(text);
  return <p>{text}</p>;
}

function Probe({ client, values }: { client: Client; values: Set<unknown> }) {
  values.add(client.useSession());
  return null;
}

function Waiting({ on }: { on: Promise<never> }) {
  return use(on);
}

function Numbers({ stores }: { stores: [ReadableAtom<number>, ReadableAtom<number>] }) {
  return `${useStore(stores[0])} ${useStore(stores[1])}`;
}

function Points({ usePoints }: { usePoints: () => AuthQueryState<{ total: number }> }) {
  return usePoints().data?.total ?? "…";
}

function render(element: ReactNode) {
  const container = document.createElement("div");
  const root = createRoot(container);
  roots.push(root);
  act(() => root.render(element));
  return { container, root };
}

async function hydrate(container: HTMLElement, element: ReactNode) {
  const onRecoverableError = vi.fn();
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  await act(async () => {
    roots.push(hydrateRoot(container, element, { onRecoverableError }));
  });
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(logged).not.toHaveBeenCalled();
}

describe("useSession", () => {
  it("is pending, then whoever is signed in", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const { container } = render(<Greeting client={client} />);
    expect(container.textContent).toBe("…");
    await tick();
    expect(container.textContent).toBe("Hello Alice");
  });

  it("sends one request for a hundred components, in strict mode, too", async () => {
    const { server, client } = setUp();
    const many = [...Array(100).keys()].map((n) => <Greeting client={client} key={n} />);
    const { container } = render(<StrictMode>{many}</StrictMode>);
    await tick(3000);
    expect(server.taken()).toEqual(["GET /get-session"]);
    expect(container.textContent).toBe("Hello".repeat(100));
  });

  it("follows sign-in and sign-out", async () => {
    const { client } = setUp();
    const { container } = render(<Greeting client={client} />);
    await tick();
    await client.signIn.email({ email: "alice@example.com", password: "correct horse 1" });
    await tick(10);
    expect(container.textContent).toBe("Hello Alice");
    await client.signOut();
    await tick(10);
    expect(container.textContent).toBe("Hello");
  });

  it("renders no more often than the state changes", async () => {
    const { server, client } = setUp();
    const renders: string[] = [];
    server.name = "Alice";
    render(<Greeting client={client} renders={renders} />);
    await tick();
    expect(renders).toEqual(["…", "Hello Alice"]);
  });

  it("gives the same value while nothing changes", async () => {
    const { client } = setUp();
    const values = new Set<unknown>();
    const { root } = render(<Probe client={client} values={values} />);
    await tick();
    act(() => root.render(<Probe client={client} values={values} />));
    act(() => root.render(<Probe client={client} values={values} />));
    expect(values.size).toBe(2); // pending and not
  });

  it("stops everything when the last component goes", async () => {
    const { server, client } = setUp();
    const { root } = render(<Greeting client={client} />);
    await tick();
    server.taken();
    act(() => root.render(null));
    await tick(1000);
    expect(vi.getTimerCount()).toBe(0);
    window.dispatchEvent(new Event("online"));
    await tick(60_000);
    expect(server.taken()).toEqual([]);
  });

  it("goes on, with one request, when components change places", async () => {
    const { server, client } = setUp();
    const { root, container } = render(<Greeting client={client} key="1" />);
    await tick();
    act(() => root.render(<Greeting client={client} key="2" name="B " />));
    await tick(3000);
    expect(container.textContent).toBe("B Hello");
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("goes on, with one request, when it is shown again within a second", async () => {
    const { server, client } = setUp();
    server.name = "Alice";
    const { root, container } = render(<Greeting client={client} />);
    await tick();
    act(() => root.render(null));
    await tick(900);
    act(() => root.render(<Greeting client={client} />));
    expect(container.textContent).toBe("Hello Alice");
    await tick(3000);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });

  it("gives the same refetch for ever, so that effects may depend on it", async () => {
    const { server, client } = setUp();
    const values = new Set<unknown>();
    render(<Probe client={client} values={values} />);
    await tick();
    const [first] = [...values] as { refetch(): Promise<void> }[];
    await act(() => first?.refetch() as Promise<void>);
    expect(server.taken()).toEqual(["GET /get-session", "GET /get-session"]);
    expect(values.size).toBeGreaterThan(1);
    expect(new Set([...values].map((value) => (value as { refetch: unknown }).refetch)).size).toBe(1);
  });

  it("ends what a component began that never came to be", async () => {
    const { server, client } = setUp();
    const never = new Promise<never>(() => {});
    await act(async () => {
      createRoot(document.createElement("div")).render(
        <Suspense fallback="waiting">
          <Greeting client={client} />
          <Waiting on={never} />
        </Suspense>,
      );
    });
    await tick(3000);
    expect(vi.getTimerCount()).toBe(0);
    expect(server.taken()).toEqual(["GET /get-session"]);
  });
});

describe("server rendering", () => {
  it("renders the initial value and asks for nothing", async () => {
    const { server, client } = setUp();
    expect(renderToString(<Greeting client={client} />)).toBe("<p>…</p>");
    await tick(100);
    expect(server.taken()).toEqual([]);
  });

  it("hydrates without a mismatch, even when the session is known before", async () => {
    const { server, client } = setUp();
    const container = document.createElement("div");
    container.innerHTML = renderToString(<Greeting client={client} />);
    server.name = "Alice";
    await (client.$store.atoms.session as { value: { refetch(): Promise<void> } }).value.refetch();
    await hydrate(container, <Greeting client={client} />);
    await tick();
    expect(container.textContent).toBe("Hello Alice");
  });

  it("hydrates a session that the server has read, without a request", async () => {
    const { server, client } = setUp();
    const renders: string[] = [];
    const page = <HydratedGreeting client={client} renders={renders} />;
    const container = document.createElement("div");
    const { window } = globalThis;
    vi.stubGlobal("window", undefined);
    container.innerHTML = renderToString(page);
    vi.stubGlobal("window", window);
    expect(client.$store.atoms.session?.value).toMatchObject({ isPending: true });
    await hydrate(container, page);
    expect(container.textContent).toBe("Hello Alice");
    await tick(100);
    expect(server.taken()).toEqual([]);
    expect(renders.filter((text) => text === "Hello")).toEqual([]);
  });
});

describe("a page that the server has rendered with a session", () => {
  it("shows it from the first byte on, and never anything else", async () => {
    const { server, client } = setUp();
    const renders: string[] = [];
    const page = <Account client={client} session={alice} renders={renders} />;
    const { window } = globalThis;
    vi.stubGlobal("window", undefined);
    const html = renderToString(page);
    vi.stubGlobal("window", window);
    expect(html).toBe("<p>Alice</p>");

    const container = document.createElement("div");
    container.innerHTML = html;
    await hydrate(container, page);
    await tick(100);
    expect(new Set(renders)).toEqual(new Set(["Alice"]));
    expect(server.taken()).toEqual([]);
    await client.signOut();
    await tick(10);
    expect(container.textContent).toBe("nobody");
    server.answers["POST /sign-in/email"] = () => {
      server.name = "Bob";
      return { redirect: false };
    };
    renders.length = 0;
    await client.signIn.email({ email: "bob@example.com", password: "correct horse 1" });
    await tick(10);
    expect(container.textContent).toBe("Bob");
    expect(renders).not.toContain("Alice");
  });
});

describe("hydrateSession in a render", () => {
  it("counts once, and does not take a newer session back", async () => {
    const { server, client } = setUp();
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const card = () => <SessionCard client={client} session={{ session: {}, user: { name: "Alice" } } as never} />;
    const { container, root } = render(<StrictMode>{card()}</StrictMode>);
    expect(container.textContent).toBe("Alice");
    await tick(100);
    expect(server.taken()).toEqual([]);
    server.name = "Alice 2";
    act(() => client.$store.notify("$sessionSignal"));
    await tick();
    act(() => root.render(<StrictMode>{card()}</StrictMode>));
    expect(container.textContent).toBe("Alice 2");
    expect(logged).not.toHaveBeenCalled();
  });
});

describe("hydrateSession in a render, with another session", () => {
  it("reaches components that show the old one, without a complaint and without a request", async () => {
    const { server, client } = setUp();
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const named = (name: string) => ({ session: {}, user: { name } }) as never;
    const page = (name: string) => (
      <StrictMode>
        <Greeting client={client} />
        <SessionCard client={client} session={named(name)} />
      </StrictMode>
    );
    const { container, root } = render(page("Alice"));
    await tick(100);
    expect(container.textContent).toBe("Hello AliceAlice");
    await act(async () => root.render(page("Bob")));
    expect(container.textContent).toBe("Hello BobBob");
    expect(logged).not.toHaveBeenCalled();
    expect(server.taken()).toEqual([]);
  });
});

describe("useStore", () => {
  it("follows any store", () => {
    const store = atom(1);
    const double = computed(store, (value) => value * 2);
    const numbers = <Numbers stores={[store, double]} />;
    expect(renderToString(numbers)).toBe("1 2");
    const { container } = render(numbers);
    act(() => store.set(2));
    expect(container.textContent).toBe("2 4");
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
            // biome-ignore lint/correctness/useHookAtTopLevel: a store, whatever its name says
            const points = useAuthQuery<{ total: number }>($points, "/loyalty/points", $fetch, { method: "GET" });
            return { $points, points };
          },
        },
      ],
    });
    const { container } = render(<Points usePoints={client.usePoints} />);
    await tick();
    expect(container.textContent).toBe("3");
    total = 4;
    act(() => client.$store.notify("$points"));
    await tick();
    expect(container.textContent).toBe("4");
    expect(server.taken()).toEqual(["GET /loyalty/points", "GET /loyalty/points"]);
  });
});
