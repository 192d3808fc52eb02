import type { Plugin } from "@better-auth/core/types";
import type { TwoFactorTypes } from "./api-types";
import { makeBackupEndpoints } from "./backup-endpoints";
import { CHALLENGE_COOKIE } from "./challenge";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import { makeManageEndpoints } from "./manage";
import { onAccessRevoked } from "./on-access-revoked";
import { makeOTPEndpoints } from "./otp-endpoints";
import { makeRequirement } from "./requirement";
import { readRules } from "./rules";
import { makeSchema } from "./schema";
import { makeTOTPEndpoints } from "./totp-endpoints";
import { TRUST_COOKIE } from "./trusted-device";
import type { TwoFactorOptions } from "./types";

/**
 * A second step at the sign-in: codes of an authenticator app, codes that are sent, backup codes. It is asked after every
 * way in, and there is no session before it was right.
 *
 * @throws {BetterAuthError} for an option that cannot be meant
 * @example
 * export const auth = betterAuth({
 *   appName: "Acme",
 *   emailAndPassword: { enabled: true },
 *   plugins: [twoFactor()],
 * });
 */
export function twoFactor(options: TwoFactorOptions = {}): Plugin<TwoFactorTypes> {
  const rules = readRules(options);
  return {
    id: "two-factor",
    endpoints: {
      ...makeManageEndpoints(rules),
      ...makeTOTPEndpoints(rules),
      ...makeOTPEndpoints(rules),
      ...makeBackupEndpoints(rules),
    },
    signInRequirements: [makeRequirement(rules)],
    events: [onAccessRevoked],
    schema: makeSchema(options),
    cookies: [CHALLENGE_COOKIE, TRUST_COOKIE],
    rateLimit: [{ window: 10, max: 3, pathMatcher: (path) => path.startsWith("/two-factor/") }],
    options,
    $ERROR_CODES: TWO_FACTOR_ERROR_CODES,
  };
}
