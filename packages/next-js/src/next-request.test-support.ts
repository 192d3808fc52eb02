// A request as Next has it while a component renders or a server action runs, made of Next's own parts.
import "next/dist/server/node-environment-baseline.js";
import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { createRequestStoreForAPI, synchronizeMutableCookies } from "next/dist/server/async-storage/request-store.js";

/** What a request looked like, and what it would answer. */
export interface NextRequestScope {
  /**
   * Runs code where Next runs components (`render`), server actions and route handlers (`action`), or what `after()` of a
   * component is given (`after`).
   */
  run<T>(phase: "render" | "action" | "after", work: () => Promise<T>): Promise<T>;
  /** What Next does between a server action and the render that answers it. */
  startRender(): void;
  /** The Cookie header that the browser would send next. */
  cookie(): string;
  /** The Set-Cookie lines that Next would send. */
  setCookies: string[];
}

/** Makes the scope of a request with a Cookie header. */
export function nextRequest(cookie = ""): NextRequestScope {
  const setCookies: string[] = [];
  const store = createRequestStoreForAPI(
    { headers: new Headers({ cookie }) } as never,
    { pathname: "/", search: "" } as never,
    undefined as never,
    (lines) => setCookies.splice(0, Number.POSITIVE_INFINITY, ...lines),
    undefined,
    undefined,
  );
  return {
    setCookies,
    startRender: () => synchronizeMutableCookies(store),
    cookie: () =>
      store.mutableCookies
        .getAll()
        .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
        .join("; "),
    run: (phase, work) => {
      store.phase = phase;
      return workAsyncStorage.run({ route: "/", forceStatic: false } as never, () =>
        workUnitAsyncStorage.run(store, work),
      );
    },
  };
}
