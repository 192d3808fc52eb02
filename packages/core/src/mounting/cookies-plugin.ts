import { createAuthMiddleware } from "../endpoint/create-middleware";
import { setShouldSkipSessionRefresh } from "../session/skip-refresh";
import type { AuthContext, BetterAuthPlugin, HookEndpointContext, Plugin, PluginTypes } from "../types";

/** The answer that a framework is working on while a call of `auth.api` runs. */
export interface AnswerInProgress {
  /** It may be too late for a cookie: reading the session does not extend it, because the browser might not hear of the new end. */
  readonly isClosed: boolean;
  /**
   * The Cookie header as the browser would send it now: what the framework hands out stays as it came, so that otherwise
   * what follows in the same request would not know of the session that began or ended in it.
   *
   * @param given the header that a call was made with
   * @returns `null` when nothing has changed, or when the header is not this request's own
   */
  presentCookies(given: string, context: AuthContext): string | null | Promise<string | null>;
  /** Has the answer set what `Set-Cookie` lines say, where it can. There are none after a call that changes something else. */
  setCookies(lines: readonly string[], ctx: HookEndpointContext): void | Promise<void>;
}

/** Over HTTP the response carries the cookies itself. */
function isDirectCall(ctx: HookEndpointContext): boolean {
  return ctx.request === undefined || ctx.asResponse !== true;
}

/**
 * A plugin that lets direct calls of `auth.api` set cookies: what they would send as `Set-Cookie` goes into the answer that
 * the framework is working on. It has to see the cookies of the other plugins, so it stands last.
 *
 * @param open finds that answer; `null` where this code runs for no request. Asked in calls that are given headers, and after
 *   those that set cookies or may have changed something
 * @example
 * export const myCookies = () => createCookiesPlugin<MyCookiesTypes>("my-cookies", () => currentAnswer());
 */
export function createCookiesPlugin<T extends PluginTypes>(
  id: T["id"],
  open: (ctx: HookEndpointContext) => AnswerInProgress | null | Promise<AnswerInProgress | null>,
): Plugin<T> {
  const plugin: BetterAuthPlugin = {
    id,
    hooks: {
      before: [
        {
          // Without headers nothing is read.
          matcher: (ctx) => isDirectCall(ctx) && ctx.headers !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const answer = await open(ctx);
            if (answer === null) return undefined;
            if (answer.isClosed) await setShouldSkipSessionRefresh(true);
            const cookie = await answer.presentCookies(ctx.headers?.get("cookie") ?? "", ctx.context);
            return cookie === null ? undefined : { context: { headers: new Headers({ cookie }) } };
          }),
        },
      ],
      after: [
        {
          matcher: isDirectCall,
          handler: createAuthMiddleware(async (ctx) => {
            const lines = ctx.context.responseHeaders?.getSetCookie() ?? [];
            if (lines.length === 0 && ctx.method === "GET") return;
            const answer = await open(ctx);
            await answer?.setCookies(lines, ctx);
          }),
        },
      ],
    },
  };
  // Its $types exist for the compiler only.
  return plugin as never;
}

/** Tells the log of a call whose cookies come too late, and where it belongs. */
export function warnOfLostCookies(plugin: string, { path, context }: HookEndpointContext, mend: string): void {
  context.logger.warn(
    `${plugin}(): expected ${path} to be called before the answer leaves, so that its cookies can be set; it was called after that. ${mend}`,
  );
}
