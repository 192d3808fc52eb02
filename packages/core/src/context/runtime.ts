/** What runs the code. */
export type RuntimeName = "node" | "bun" | "deno" | "workerd" | "unknown";

/** Globals that tell the runtimes apart. */
const globals = globalThis as { Bun?: unknown; Deno?: unknown };

/** Whether the code runs on Bun. */
export function isBun(): boolean {
  return globals.Bun !== undefined;
}

/** Whether the code runs on Deno. */
export function isDeno(): boolean {
  return globals.Deno !== undefined;
}

/** Whether the code runs on workerd, the runtime of Cloudflare Workers. */
export function isWorkerd(): boolean {
  return globalThis.navigator?.userAgent === "Cloudflare-Workers";
}

/** Whether the code runs on Node itself; Bun, Deno and workerd say that they are Node, too. */
export function isNode(): boolean {
  return !isBun() && !isDeno() && !isWorkerd() && globalThis.process?.versions?.node !== undefined;
}

/** The runtime's name; "unknown" for one that is none of these. */
export function getRuntimeName(): RuntimeName {
  if (isBun()) return "bun";
  if (isDeno()) return "deno";
  if (isWorkerd()) return "workerd";
  return isNode() ? "node" : "unknown";
}
