import { findStored, getCookie, getSetCookie, hasBetterAuthCookies } from "./cookies";
import type { AdaptedStorage } from "./storage";
import { createTurns } from "./turns";

/** The cookies of an app, which its device does not keep. */
export interface CookieJar {
  /** The `Cookie` header; "" without any. */
  header(): Promise<string>;
  /** The value of a cookie by the end of its name. */
  find(ending: string): Promise<string | undefined>;
  /**
   * Takes what a `Set-Cookie` header says, if it is of the auth server.
   *
   * @returns whether another session began by it, or one ended
   */
  take(header: string | null): Promise<boolean>;
  clear(): Promise<void>;
}

const SESSION = "session_token";

/** A jar in a storage. What is taken at the same time is taken in turns, so that nothing is lost. */
export function createCookieJar(
  storage: AdaptedStorage,
  key: string,
  cookiePrefix: string | readonly string[],
): CookieJar {
  const inTurn = createTurns();
  const read = async () => (await storage.getItem(key)) ?? "{}";

  return {
    header: async () => getCookie(await read()),
    find: async (ending) => findStored(await read(), ending),
    clear: () => inTurn(() => storage.setItem(key, "{}")),
    async take(header) {
      if (!header || !hasBetterAuthCookies(header, cookiePrefix)) return false;
      return inTurn(async () => {
        const before = await read();
        const after = getSetCookie(header, before);
        if (after !== before) await storage.setItem(key, after);
        return findStored(before, SESSION) !== findStored(after, SESSION);
      });
    },
  };
}
