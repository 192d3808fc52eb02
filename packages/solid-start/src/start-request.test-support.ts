// Requests as SolidStart has them while server functions and queries run, made of its own parts and its own h3.
import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { StartEvent } from "./start-event";

const start = realpathSync(join(import.meta.dirname, "../node_modules/@solidjs/start"));
const { decorateHandler } = await import(join(start, "dist/server/fetchEvent.js"));
const { H3, redirect, iterable } = await import(join(start, "../../h3/dist/_entries/node.mjs"));
const { getRequestEvent } = await import("solid-js/web");

export { redirect };

const currentEvent = () => getRequestEvent() as unknown as StartEvent;

/** Runs code for a request with a Cookie header, and tells what was answered. */
export async function inRequest<T>(
  work: (event: StartEvent) => Promise<T>,
  { cookie = "", answer = "done" as unknown } = {},
) {
  const results: Promise<T>[] = [];
  const handler = decorateHandler(async () => {
    results.push(work(currentEvent()));
    await Promise.allSettled(results);
    return answer;
  });
  const response = await answerWith(handler, cookie);
  const [result] = await Promise.all(results);
  return { result: result as T, response, setCookies: response.headers.getSetCookie() };
}

/** Runs code while the rest of a page is streamed: its beginning is with the browser already. */
export async function afterShell<T>(work: () => Promise<T>, cookie: string) {
  let leave = () => {};
  const shell = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const results: Promise<T>[] = [];
  const handler = decorateHandler(() => {
    results.push(shell.then(work));
    return iterable(async function* stream() {
      yield "<html>";
      await Promise.allSettled(results);
    });
  });
  const response = await answerWith(handler, cookie);
  leave();
  const [result] = await Promise.all(results);
  return { result: result as T, setCookies: response.headers.getSetCookie() };
}

function answerWith(handler: unknown, cookie: string): Promise<Response> {
  return new H3().use(handler).fetch(new Request("http://localhost:3000/", { headers: { cookie } }));
}
