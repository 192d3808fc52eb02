import type { Logger } from "../types";

const told = new WeakMap<Logger, Set<string>>();

/**
 * Warns of a kind of mistake once for each logger: whoever can repeat the cause from outside cannot fill the log.
 *
 * @param explain only asked the first time
 */
export function warnOnce(logger: Logger, kind: string, explain: () => string | undefined): void {
  const kinds = told.get(logger) ?? new Set();
  if (kinds.has(kind)) return;
  const message = explain();
  if (message === undefined) return;
  told.set(logger, kinds.add(kind));
  logger.warn(message);
}
