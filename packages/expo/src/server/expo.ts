import type { Plugin, PluginTypes } from "@better-auth/core/types";
import { nameAppOrigin } from "./app-origin";
import { expoAuthorizationProxy } from "./authorization-proxy";
import { handOverCookies } from "./hand-over-cookies";

/** Options of the server half. */
export interface ExpoOptions {
  /** Leave requests without an `Origin` without one, whatever their `expo-origin` says. @default false */
  disableOriginOverride?: boolean | undefined;
}

/** What the plugin adds to the types: its name only. */
export interface ExpoTypes extends PluginTypes {
  id: "expo";
}

const isDevelopment = (): boolean => /^dev(elopment)?$/.test(globalThis.process?.env.NODE_ENV ?? "");

/**
 * Lets apps that are made with Expo sign in: their requests name an origin, and what a browser signs in for them comes back
 * to them. Add the app's scheme to `trustedOrigins`; in development `exp://`, that of Expo Go, is trusted as well.
 *
 * @example
 * export const auth = betterAuth({
 *   plugins: [expo()],
 *   trustedOrigins: ["myapp://"],
 *   emailAndPassword: { enabled: true },
 * });
 */
export function expo(options: ExpoOptions = {}): Plugin<ExpoTypes> {
  return {
    id: "expo",
    init: () => ({ options: { trustedOrigins: isDevelopment() ? ["exp://"] : [] } }),
    ...(options.disableOriginOverride ? {} : { onRequest: nameAppOrigin }),
    endpoints: { expoAuthorizationProxy },
    hooks: { after: [handOverCookies] },
    options,
  };
}
