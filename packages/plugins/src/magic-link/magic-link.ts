import type { Plugin } from "@better-auth/core/types";
import { makeEndpoints } from "./endpoints";
import type { MagicLinkOptions, MagicLinkTypes } from "./types";

/**
 * Sign-in by a link in a mail. A link works once and for five minutes; it proves the address, so what somebody planted
 * before is gone.
 *
 * @example
 * export const auth = betterAuth({
 *   plugins: [magicLink({ sendMagicLink: ({ email, url }) => mailer.send(email, `Sign in: ${url}`) })],
 * });
 */
export function magicLink(options: MagicLinkOptions): Plugin<MagicLinkTypes> {
  const { window, max } = options.rateLimit ?? { window: 60, max: 5 };
  const isOurs = (path: string) => path.startsWith("/sign-in/magic-link") || path.startsWith("/magic-link/verify");
  return {
    id: "magic-link",
    endpoints: makeEndpoints(options),
    rateLimit: [{ window, max, pathMatcher: isOurs }],
    options,
  };
}
