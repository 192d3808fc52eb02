import type { Plugin } from "@better-auth/core/types";
import { makeAuthenticationEndpoints } from "./authentication";
import { challengeCookie } from "./challenge";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import { manageEndpoints } from "./manage";
import { makeRegistrationEndpoints } from "./registration";
import { makeSchema } from "./schema";
import type { PasskeyOptions, PasskeyTypes } from "./types";

/**
 * Passkeys (WebAuthn): registering, signing in, and the list of one's own.
 *
 * @example
 * export const auth = betterAuth({
 *   baseURL: "https://example.com",
 *   plugins: [passkey({ rpName: "Example" })],
 * });
 */
export function passkey(options: PasskeyOptions = {}): Plugin<PasskeyTypes> {
  return {
    id: "passkey",
    endpoints: {
      ...makeRegistrationEndpoints(options),
      ...makeAuthenticationEndpoints(options),
      ...manageEndpoints,
    },
    schema: makeSchema(options),
    cookies: [challengeCookie(options)],
    events: [
      {
        // What somebody planted before the address was proved is no way in afterwards.
        types: ["access.revoked"],
        durable: true,
        async handle(event, { adapter }) {
          if (event.type !== "access.revoked") return;
          await adapter.deleteMany({ model: "passkey", where: [{ field: "userId", value: event.userId }] });
        },
      },
    ],
    options,
    $ERROR_CODES: PASSKEY_ERROR_CODES,
  };
}
