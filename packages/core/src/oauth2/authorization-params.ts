import type { ParsableSchema } from "../types";
import * as z from "../validation/zod";

/** Parameters of an authorization request that are never a caller's to set: what it is bound to stands in them. */
export const RESERVED_AUTHORIZATION_PARAMS = [
  "state",
  "client_id",
  "redirect_uri",
  "response_type",
  "code_challenge",
  "code_challenge_method",
  "nonce",
  "scope",
] as const;

/** The same for look-ups. */
export const RESERVED_AUTHORIZATION_PARAMS_SET: ReadonlySet<string> = new Set(RESERVED_AUTHORIZATION_PARAMS);

/** What a caller adds to an authorization request, for schemas of our own. */
export const additionalParams = z
  .record(z.string(), z.string())
  .check(
    z.refine(
      (given) => !Object.keys(given).some((name) => RESERVED_AUTHORIZATION_PARAMS_SET.has(name)),
      `additionalParams cannot include reserved OAuth parameters: ${RESERVED_AUTHORIZATION_PARAMS.join(", ")}`,
    ),
  );

/** The same as a schema for plugins' routes, which also takes nothing. */
export const additionalAuthorizationParamsSchema: ParsableSchema<Record<string, string> | undefined> =
  z.optional(additionalParams);
