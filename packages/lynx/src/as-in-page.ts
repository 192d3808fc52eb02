/** What the client looks for where it is made, and where its stores begin to fetch. Lynx has neither of them everywhere. */
const standIns: Record<string, () => unknown> = { window: () => ({}), Request: () => class {} };

/**
 * Runs something as if in a page. Without a window the client takes Lynx for a server, whose stores fetch nothing; and the
 * main thread, which renders first and never fetches, has no `Request`. What is missing is there for the time of this call.
 */
export function asInPage<T>(run: () => T): T {
  const globals = globalThis as Record<string, unknown>;
  const missing = Object.keys(standIns).filter((name) => globals[name] === undefined);
  for (const name of missing) globals[name] = standIns[name]?.();
  try {
    return run();
  } finally {
    for (const name of missing) delete globals[name];
  }
}
