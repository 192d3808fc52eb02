import { createCookiesPlugin } from "@better-auth/core/mounting";
import type { AuthContext, Plugin, PluginTypes } from "@better-auth/core/types";
import { changedCookieHeader, currentRequest, hasAnswered, type StartServer, writeCookies } from "./start-server";

/** What `tanstackStartCookies` adds to the types: its name only. */
export interface TanstackStartCookiesTypes extends PluginTypes {
  id: "tanstack-start-cookies";
}

/**
 * The plugin for one of the two frameworks.
 *
 * @param specifier what is loaded, for the log
 * @param load loads it; called in direct calls only, so that neither scripts that do not make any nor the build need it
 */
export function createStartCookies(
  specifier: string,
  load: () => Promise<StartServer>,
): Plugin<TanstackStartCookiesTypes> {
  let hasWarned = false;

  /** `null` where this code runs for no request of TanStack Start. */
  async function currentServer({ logger }: AuthContext): Promise<StartServer | null> {
    const server = await load().catch((cause: unknown) => {
      if (!hasWarned) logger.warn(explain(specifier, cause));
      hasWarned = true;
      return null;
    });
    return server !== null && currentRequest(server) !== null ? server : null;
  }

  return createCookiesPlugin<TanstackStartCookiesTypes>("tanstack-start-cookies", async ({ context }) => {
    const server = await currentServer(context);
    if (server === null) return null;
    return {
      isClosed: hasAnswered(server),
      presentCookies: (given) => changedCookieHeader(server, given),
      setCookies: (lines) => writeCookies(server, lines),
    };
  });
}

function explain(specifier: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return (
    `tanstackStartCookies: expected to load "${specifier}", got: ${reason} ` +
    "Cookies of direct calls are not set. Nothing is wrong in a script that runs outside of TanStack Start. In the " +
    'application, import the plugin from "better-auth/tanstack-start" for React, and from "better-auth/tanstack-start/solid" for Solid.'
  );
}
