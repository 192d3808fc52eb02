import { createAuthMiddleware } from "@better-auth/core/api";
import type { PluginHook } from "@better-auth/core/types";
import { isAppAddress } from "./app-address";

/** Whether a line sets a cookie, rather than taking one away. */
const isSetting = (line: string): boolean => /^[^=]+=[^;]/.test(line) && !/;\s*max-age=0(;|$)/i.test(line);

/**
 * What signs in within a browser and leads back to an app: the app gets the cookies of the answer in `cookie` of its
 * address. Only trusted apps do, and never an address of http or https, which ends in logs and in histories.
 */
export const handOverCookies: PluginHook = {
  paths: [
    "/callback/:id",
    "/sign-in/social/email/callback",
    "/verify-email",
    "/magic-link/verify",
    "/callback/:id/oauth-proxy",
  ],
  handler: createAuthMiddleware(async (ctx) => {
    const headers = ctx.context.responseHeaders;
    const location = headers?.get("location");
    if (!headers || !location || !isAppAddress(location) || !ctx.context.isTrustedOrigin(location)) return;
    const lines = headers.getSetCookie().filter(isSetting);
    if (lines.length === 0) return;
    const address = new URL(location);
    address.searchParams.set("cookie", lines.join(", "));
    throw ctx.redirect(address.href);
  }),
};
