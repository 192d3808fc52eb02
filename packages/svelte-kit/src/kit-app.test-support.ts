// A SvelteKit application that SvelteKit itself has built, from `fixture/`. What runs in it, and where, a test says.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { RequestEvent } from "@sveltejs/kit";

/** Code of a test, by the place in the application where it runs. */
export interface Places {
  handle?(input: HandleInput): Promise<Response>;
  /** Before the page is rendered. */
  load?(event: RequestEvent): unknown;
  /** Given to the page as a promise, so that it goes on when the response has begun. */
  streamed?(event: RequestEvent): Promise<unknown>;
  action?(event: RequestEvent): unknown;
  endpoint?(event: RequestEvent): Promise<Response>;
  query?(): unknown;
  command?(): unknown;
}

interface HandleInput {
  event: RequestEvent;
  resolve(event: RequestEvent): Promise<Response>;
  building: boolean;
}

/** What `fixture/src` looks for. */
interface KitTest {
  places: Places;
  /** Put there by the application: that of its `$app/server`. */
  getRequestEvent(): RequestEvent;
}

const kitTest: KitTest = {
  places: {},
  getRequestEvent() {
    throw new Error("expected the application to have been opened");
  },
};
Object.assign(globalThis, { kitTest });

/** The application's own. */
export const getRequestEvent = () => kitTest.getRequestEvent();

interface KitServer {
  init(options: { env: Record<string, string> }): Promise<void>;
  respond(request: Request, options: { getClientAddress(): string }): Promise<Response>;
}

export const ORIGIN = "http://localhost:3000";

/** What a request is made of. */
export interface Sent extends Places {
  cookie?: string;
  /** Default "POST" with a form, else "GET". */
  method?: string;
  form?: Record<string, string>;
  json?: object;
}

/** Sends a request to the application, which runs the code that is given with it. */
export type Send = (path: string, sent?: Sent) => Promise<Response>;

/** Builds the application and starts its server, in this process. */
export async function openKitApp(): Promise<Send> {
  const folder = join(import.meta.dirname, "../fixture");
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: folder, env });
  const file = join(folder, ".svelte-kit/output/server/server.js");
  const { server } = (await import(/* @vite-ignore */ file)) as { server: KitServer };
  await server.init({ env: {} });

  return (path, { cookie, form, json, method = form || json ? "POST" : "GET", ...places } = {}) => {
    kitTest.places = { handle: ({ event, resolve }) => resolve(event), ...places };
    const headers = new Headers({ origin: ORIGIN, accept: "text/html", ...(cookie && { cookie }) });
    if (json) headers.set("content-type", "application/json");
    const body = json ? JSON.stringify(json) : form && new URLSearchParams(form);
    const request = new Request(ORIGIN + path, { method, headers, ...(body && { body }) });
    return server.respond(request, { getClientAddress: () => "127.0.0.1" });
  };
}
