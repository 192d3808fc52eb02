import type { JWTVerifyOptions } from "jose";
import { BetterAuthError } from "../../error";
import { PRIVATE_KEY_JWT_SIGNING_ALGORITHMS } from "../client-assertion";

/** What an access token has to say. */
export interface AccessTokenVerifyOptions {
  /** `iss` has to be this, or one of these: the authorization server. */
  issuer: string | readonly string[];
  /** `aud` has to name this, or one of these: the resource server. */
  audience: string | readonly string[];
  /** The `typ` of the token's header; "at+jwt" refuses every JWT that is no access token (RFC 9068 §4). @default any */
  typ?: string | undefined;
  /** Claims that have to be there besides. A JWT always needs `exp`. */
  requiredClaims?: readonly string[] | undefined;
  /** `sub` has to be this. */
  subject?: string | undefined;
  /** Only algorithms with a key pair. @default all of them */
  algorithms?: readonly string[] | undefined;
  /** Seconds, or a text as "5 seconds", that clocks may differ by. @default 0 */
  clockTolerance?: number | string | undefined;
  /** Seconds, or a text as "2 hours", that a token may be old by its `iat`. */
  maxTokenAge?: number | string | undefined;
  /** @default the time */
  currentDate?: Date | undefined;
}

/** RFC 8725 §3.1: ours to choose, not the token's. With a shared secret whoever checks tokens could make them. */
const ASYMMETRIC_ALGORITHMS: readonly string[] = [...PRIVATE_KEY_JWT_SIGNING_ALGORITHMS, "Ed25519"];

/**
 * The same as jose wants them.
 * @throws {BetterAuthError} without issuer or audience, or with an algorithm that has no key pair
 */
export function checkVerifyOptions(options: AccessTokenVerifyOptions | undefined): JWTVerifyOptions {
  const { issuer, audience, algorithms, requiredClaims, typ, subject, clockTolerance, maxTokenAge, currentDate } =
    options ?? ({} as Partial<AccessTokenVerifyOptions>);
  const wrong = algorithms?.find((name) => !ASYMMETRIC_ALGORITHMS.includes(name));
  if (wrong !== undefined) {
    throw new BetterAuthError(
      `verifyOptions.algorithms: expected some of ${ASYMMETRIC_ALGORITHMS.join(", ")}, got "${wrong}".`,
    );
  }
  return {
    issuer: namesOf("issuer", issuer),
    audience: namesOf("audience", audience),
    algorithms: [...(algorithms ?? ASYMMETRIC_ALGORITHMS)],
    ...(requiredClaims !== undefined && { requiredClaims: [...requiredClaims] }),
    ...(typ !== undefined && { typ }),
    ...(subject !== undefined && { subject }),
    ...(clockTolerance !== undefined && { clockTolerance }),
    ...(maxTokenAge !== undefined && { maxTokenAge }),
    ...(currentDate !== undefined && { currentDate }),
  };
}

/** Without them jose would not look at the claim, and tokens for others would be taken. */
function namesOf(option: "issuer" | "audience", given: unknown): string[] {
  const names: unknown[] = Array.isArray(given) ? given : [given];
  if (names.length === 0 || !names.every((name) => typeof name === "string" && name !== "")) {
    throw new BetterAuthError(`verifyOptions.${option}: expected a text, or a list of some, got ${typeof given}.`);
  }
  return names as string[];
}
