import { scopeOf } from "../../context/scope";
import { type CookieToSet, endCookies, readChunked, splitIntoChunks, storedNames } from "../../cookie/chunks";
import { takeBackCookie } from "../../endpoint/stage";
import type { CookieOptions, GenericEndpointContext } from "../../types";

function cookieHeader(ctx: GenericEndpointContext): string | null {
  return scopeOf(ctx).call.headers?.get("cookie") ?? null;
}

/** A cookie whose value may be too long for one, in this browser. */
export interface ChunkedCookie {
  /**
   * The cookies that hold a value from now on, and those that end what held it before. A value that is too long for
   * 100 chunks is not stored: what was there is ended, and the log says so.
   */
  chunk(value: string, attributes?: Partial<CookieOptions>): CookieToSet[];
  /** The cookies that end whatever holds the value now. */
  clean(): CookieToSet[];
  /** Sets cookies; what was queued for this one before is taken back. */
  setCookies(cookies: readonly CookieToSet[]): void;
}

/**
 * A cookie that is split when its value is too long for one (4,050 bytes, attributes included).
 *
 * @example
 * const store = createSessionStore(cookie.name, cookie.attributes, ctx);
 * store.setCookies(store.chunk(value));
 */
export function createSessionStore(
  name: string,
  attributes: CookieOptions,
  ctx: GenericEndpointContext,
): ChunkedCookie {
  let stored = storedNames(cookieHeader(ctx), name);
  return {
    chunk(value, overrides = {}) {
      const cookies = splitIntoChunks(name, value, { ...attributes, ...overrides });
      if (cookies === null) {
        ctx.context.logger.warn(
          `The cookie "${name}" is not stored: ${value.length} characters are too many, even for 100 chunks. Keep less in it.`,
        );
      }
      const names = cookies?.map((cookie) => cookie.name) ?? [];
      const ended = stored.filter((held) => !names.includes(held));
      stored = names;
      // What ends comes first: a browser takes the lines in their order.
      return [...endCookies(ended, attributes), ...(cookies ?? [])];
    },
    clean() {
      const ended = endCookies(stored, attributes);
      stored = [];
      return ended;
    },
    setCookies(cookies) {
      takeBackCookie(ctx, name);
      for (const cookie of cookies) ctx.setCookie(cookie.name, cookie.value, cookie.attributes);
    },
  };
}

/** The value of a cookie of this request, put together from its chunks; `null` when it is not there. */
export function getChunkedCookie(ctx: GenericEndpointContext, name: string): string | null {
  return readChunked(cookieHeader(ctx), name);
}
