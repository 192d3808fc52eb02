import { warnOnce } from "../logger/warn-once";
import type { Logger } from "../types";
import type { createRouter } from "./router";

/** As many parts of a path are looked at. */
const DEEPEST_MOUNT = 8;

/** A path in a message; anybody may have chosen it. */
const shown = (path: string) => JSON.stringify(path.slice(0, 200));

function explain(path: string, basePath: string, findRoute: ReturnType<typeof createRouter>): string | undefined {
  if (findRoute(path) !== null) {
    return `A request for ${shown(path)} came without "${basePath}": a router has cut it off. Hand the handler the whole URL, as it was sent.`;
  }
  let at = path.indexOf("/", 1);
  for (let depth = 0; at > 0 && depth < DEEPEST_MOUNT; depth++) {
    if (findRoute(path.slice(at)) !== null) {
      return `A request for ${shown(path)} is not below "${basePath}", where this instance answers. Mount the handler at "${basePath}", or set basePath: ${shown(path.slice(0, at))} here and in createAuthClient().`;
    }
    at = path.indexOf("/", at + 1);
  }
  return undefined;
}

/** Tells the developer, once, when the handler is asked for one of its routes at another place than it answers at. */
export function hintAtMount(
  path: string,
  basePath: string,
  findRoute: ReturnType<typeof createRouter>,
  logger: Logger,
): void {
  warnOnce(logger, "mount", () => explain(path, basePath, findRoute));
}
