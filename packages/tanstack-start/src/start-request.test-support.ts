// Requests as TanStack Start has them while server functions and loaders run, made of its own parts: those of React, and the
// older ones that Solid has at this version.
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { createServerEntry, handleStartError, setCookie } from "@tanstack/react-start/server";

/** Runs code for a request with a Cookie header, and tells what was answered. */
export type InRequest = <T>(
  work: (scope: RequestScope) => Promise<T>,
  options?: { cookie?: string; answer?: Response },
) => Promise<{ result: T; response: Response; setCookies: string[] }>;

export interface RequestScope {
  /** The framework's own `setCookie`. */
  setCookie(name: string, value: string): void;
}

type StartHandler = (request: Request, options: undefined) => Response | Promise<Response>;

function inRequestOf(makeHandler: (answer: () => Promise<Response>) => StartHandler, scope: RequestScope): InRequest {
  return async <T>(
    work: (scope: RequestScope) => Promise<T>,
    { cookie = "", answer = new Response("done") }: { cookie?: string; answer?: Response } = {},
  ) => {
    const results: Promise<T>[] = [];
    const handler = makeHandler(async () => {
      results.push(work(scope));
      await Promise.allSettled(results);
      return answer;
    });
    const response = await handler(new Request("http://localhost:3000/", { headers: { cookie } }), undefined);
    const [result] = await Promise.all(results);
    return { result: result as T, response, setCookies: response.headers.getSetCookie() };
  };
}

export const inReactRequest: InRequest = inRequestOf(
  // The scope of a request ends with `handleStartError`, which gives a response its cookies.
  (answer) => createServerEntry({ fetch: async () => handleStartError(await answer()) }).fetch as StartHandler,
  { setCookie },
);

/** What the pages that stream after an answer see: the answer is made, and its code goes on. */
export const afterReactAnswer = <T>(work: () => Promise<T>, cookie: string) =>
  inReactRequest(
    () => {
      handleStartError(new Response("<html>", { headers: { "content-type": "text/html" } }));
      return work();
    },
    { cookie, answer: new Response(null) },
  );

/** `@tanstack/solid-start/server` without its components, which Node cannot load before they are compiled. */
export const solidServer = await import(siblingOf("@tanstack/solid-start", "solid-start-server", "start-server-core"));

export const inSolidRequest: InRequest = inRequestOf((answer) => solidServer.requestHandler(answer), {
  setCookie: solidServer.setCookie,
});

/** The entry of a package that is installed for another one. */
function siblingOf(name: string, ...siblings: string[]): string {
  const start = realpathSync(join(import.meta.dirname, "../node_modules", name));
  const home = siblings.reduce((from, sibling) => realpathSync(join(from, "..", sibling)), start);
  return join(home, "dist/esm/index.js");
}
