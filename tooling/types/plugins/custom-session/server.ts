import { createAuthEndpoint, getSessionFromCtx } from "@better-auth/core/api";
import type { Awaitable, GenericEndpointContext, Plugin, Session, SessionPair, User } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";

/** What the plugin adds to the types: what the function gives is what get-session gives. */
export interface CustomSessionTypes<Pair> {
  id: "custom-session";
  sessionPair: Pair;
}

/** The session and its user, with whatever other plugins and additional fields have put there. */
export type StoredPair = SessionPair<Session & Record<string, unknown>, User & Record<string, unknown>>;

/** Gives out another session than the stored one. */
export function customSession<const Pair extends object>(
  shape: (stored: StoredPair, ctx: GenericEndpointContext) => Awaitable<Pair>,
): Plugin<CustomSessionTypes<Pair>> {
  return {
    id: "custom-session",
    endpoints: {
      getSession: createAuthEndpoint(
        "/get-session",
        {
          method: "GET",
          query: z.optional(
            z.object({
              disableCookieCache: z.optional(z.boolean()),
              disableRefresh: z.optional(z.boolean()),
            }),
          ),
          requireHeaders: true,
        },
        async (ctx) => {
          const stored = await getSessionFromCtx(ctx);
          return stored === null ? null : shape(stored, ctx);
        },
      ),
    },
  };
}
