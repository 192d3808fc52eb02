import type { Plugin } from "@better-auth/core/types";
import { createStartCookies, type TanstackStartCookiesTypes } from "./start-cookies";

export type { TanstackStartCookiesTypes };

/**
 * `tanstackStartCookies` of `better-auth/tanstack-start`, for Solid: lets calls of `auth.api` in server functions,
 * loaders and middleware set cookies. Put it last.
 *
 * @example
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [tanstackStartCookies()] });
 */
export function tanstackStartCookies(): Plugin<TanstackStartCookiesTypes> {
  return createStartCookies("@tanstack/solid-start/server", () => import("@tanstack/solid-start/server"));
}
