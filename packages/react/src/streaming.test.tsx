// @vitest-environment happy-dom
// What arrives late: boundaries that hydrate when the session is known already, transitions, queries of another library.
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, lazy, type ReactNode, StrictMode, Suspense, startTransition, use, useState } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToReadableStream } from "react-dom/server.browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BetterFetchError, createAuthClient } from "./index";

interface Answer {
  session: object;
  user: { name: string };
}

/** A server whose answer about the session comes when it is let go. */
function setUp() {
  let requests = 0;
  let answer: Answer | null = { session: {}, user: { name: "Alice" } };
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: {
      customFetchImpl: async () => {
        requests++;
        return Response.json(answer);
      },
    },
  });
  return {
    client,
    requests: () => requests,
    answerWith: (next: Answer | null) => {
      answer = next;
    },
  };
}

type Client = ReturnType<typeof setUp>["client"];

function Greeting({ client, renders }: { client: Client; renders?: string[] }) {
  const { data, isPending } = client.useSession();
  const text = isPending ? "…" : data ? `Hello ${data.user.name}` : "Hello";
  renders?.push(text);
  return <p>{text}</p>;
}

function Waiting({ client, on }: { client: Client; on: Promise<string> }) {
  const { data } = client.useSession();
  return <p>{`${use(on)} ${data?.user.name ?? "…"}`}</p>;
}

/** Greetings, of which a transition adds more. */
function Page({ client, more }: { client: Client; more: (() => void)[] }) {
  const [count, setCount] = useState(2);
  more[0] = () => startTransition(() => setCount((before) => before + 20));
  return Array.from({ length: count }, (_, index) => index).map((index) => <Greeting key={index} client={client} />);
}

function Account({ client, name }: { client: Client; name: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: [name],
    queryFn: () => client.getSession({ fetchOptions: { throw: true } }),
    retry: false,
  });
  if (isPending) return <p>…</p>;
  return <p>{error instanceof BetterFetchError ? `failed: ${error.status}` : (data?.user.name ?? "nobody")}</p>;
}

async function streamed(element: ReactNode): Promise<string> {
  const stream = await renderToReadableStream(element);
  await stream.allReady;
  return new Response(stream).text();
}

let roots: Root[] = [];
const logged = vi.fn();
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.spyOn(console, "error").mockImplementation(logged);
});
afterEach(() => {
  for (const root of roots) act(() => root.unmount());
  roots = [];
  expect(logged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

async function hydrate(html: string, element: ReactNode) {
  const container = document.createElement("div");
  container.innerHTML = html;
  const onRecoverableError = vi.fn();
  await act(async () => {
    roots.push(hydrateRoot(container, element, { onRecoverableError }));
  });
  return { container, onRecoverableError };
}

it("a boundary that hydrates after the session is known does not mismatch, and asks no second time", async () => {
  const { client, requests } = setUp();
  const renders: string[] = [];
  const page = (late: ReactNode) => (
    <StrictMode>
      <Greeting client={client} />
      <Suspense fallback={<p>loading</p>}>{late}</Suspense>
    </StrictMode>
  );
  const html = await streamed(page(<Greeting client={client} />));
  expect(html).toContain("<p>…</p>");
  expect(requests()).toBe(0);

  let arrive: () => void = () => {};
  const Late = lazy(async () => {
    await new Promise<void>((resolve) => {
      arrive = resolve;
    });
    return { default: () => <Greeting client={client} renders={renders} /> };
  });
  const { container, onRecoverableError } = await hydrate(html, page(<Late />));
  await settle();
  expect(container.textContent).toBe("Hello Alice…"); // the second one is still the server's
  expect(requests()).toBe(1);

  await act(async () => arrive());
  await settle();
  expect(container.textContent).toBe("Hello AliceHello Alice");
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(renders).not.toContain("Hello");
  expect(requests()).toBe(1);
});

it("a component that waits for something else keeps its store, and asks no second time", async () => {
  const { client, requests } = setUp();
  let resolve: (value: string) => void = () => {};
  const later = new Promise<string>((done) => {
    resolve = done;
  });
  const container = document.createElement("div");
  const root = createRoot(container);
  roots.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <Greeting client={client} />
        <Suspense fallback={<p>loading</p>}>
          <Waiting client={client} on={later} />
        </Suspense>
      </StrictMode>,
    ),
  );
  await settle();
  expect(container.textContent).toBe("Hello Aliceloading");
  await act(async () => resolve("later"));
  await settle();
  expect(container.textContent).toBe("Hello Alicelater Alice");
  expect(requests()).toBe(1);
});

it("a transition never shows two components with two states of the session", async () => {
  const { client, answerWith } = setUp();
  const seen = new Set<string>();
  const more: (() => void)[] = [];
  const container = document.createElement("div");
  const root = createRoot(container);
  roots.push(root);
  const observer = new MutationObserver(() => {
    const texts = new Set([...container.querySelectorAll("p")].map(({ textContent }) => textContent));
    seen.add([...texts].join());
  });
  observer.observe(container, { childList: true, subtree: true, characterData: true });
  await act(async () => root.render(<Page client={client} more={more} />));
  await settle();
  answerWith({ session: {}, user: { name: "Bob" } });
  await act(async () => {
    more[0]?.();
    client.$store.notify("$sessionSignal");
  });
  await settle();
  observer.disconnect();
  expect(container.querySelectorAll("p")).toHaveLength(22);
  expect([...seen].filter((texts) => texts.includes(","))).toEqual([]);
  expect(container.textContent).toBe("Hello Bob".repeat(22));
});

it("is a queryFn of TanStack Query, which gets the data or the error", async () => {
  const { client, answerWith } = setUp();
  const failing = createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: {
      customFetchImpl: async () => Response.json({ code: "FAILED", message: "no" }, { status: 500, statusText: "X" }),
    },
  });
  const container = document.createElement("div");
  const root = createRoot(container);
  roots.push(root);
  const queries = new QueryClient();
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <Account name="works" client={client} />
        <Account name="fails" client={failing} />
      </QueryClientProvider>,
    ),
  );
  await settle();
  expect(container.textContent).toBe("Alicefailed: 500");
  answerWith(null);
  await act(() => queries.invalidateQueries({ queryKey: ["works"] }));
  await settle();
  expect(container.textContent).toBe("nobodyfailed: 500");
});
