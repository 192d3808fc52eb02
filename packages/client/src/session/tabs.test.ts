// Two realms with a client each, as two tabs are: nothing but a BroadcastChannel lies between them.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, beforeAll, expect, it, vi } from "vitest";

/** A tab that shows the session. What the server knows and was asked is shared: who is signed in, GETs, sign-outs. */
const tabCode = `
  const { parentPort, workerData } = require("node:worker_threads");
  globalThis.window = {};
  const client = auth.createAuthClient({
    baseURL: "http://localhost:3000",
    fetchOptions: {
      async customFetchImpl(url, { method }) {
        if (method === "GET") Atomics.add(workerData, 1, 1);
        else Atomics.store(workerData, 0, url.endsWith("/sign-out") ? 0 : 1);
        return Response.json(Atomics.load(workerData, 0) ? { session: {}, user: { name: "Alice" } } : null);
      },
    },
  });
  client.useSession.subscribe(({ data, isPending }) => {
    if (!isPending) parentPort.postMessage(data ? data.user.name : "nobody");
  });
  const calls = {
    signIn: () => client.signIn.email({ email: "alice@example.com", password: "correct horse 1" }),
    signOut: () => client.signOut(),
  };
  parentPort.on("message", (name) => calls[name]());
`;

let bundle: string;
let tabs: Worker[] = [];

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "../index.ts")],
    bundle: true,
    format: "iife",
    globalName: "auth",
    platform: "node",
    write: false,
  });
  bundle = outputFiles[0]?.text ?? "";
});
afterEach(async () => {
  await Promise.all(tabs.map((tab) => tab.terminate()));
  tabs = [];
});

function openTab(server: Int32Array) {
  const tab = new Worker(bundle + tabCode, { eval: true, workerData: server });
  tabs.push(tab);
  let shown = "";
  tab.on("message", (text) => {
    shown = text;
  });
  return { shown: () => shown, call: (name: "signIn" | "signOut") => tab.postMessage(name) };
}

it("a sign-out and a sign-in in one tab are seen in the other, at the price of one request in each", async () => {
  const server = new Int32Array(new SharedArrayBuffer(8));
  Atomics.store(server, 0, 1);
  const [first, second] = [openTab(server), openTab(server)];
  const bothShow = (text: string) =>
    vi.waitFor(() => expect([first.shown(), second.shown()]).toEqual([text, text]), { timeout: 5000 });
  const requests = () => Atomics.load(server, 1);
  await bothShow("Alice");
  expect(requests()).toBe(2);

  first.call("signOut");
  await bothShow("nobody");
  second.call("signIn");
  await bothShow("Alice");
  // An echo would go on and on.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(requests()).toBe(6);
});
