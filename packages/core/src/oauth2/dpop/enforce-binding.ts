import { type AccessTokenAuthorization, DPOP_AUTHORIZATION_SCHEME } from "./authorization";
import type { DpopSigningAlgorithm } from "./constants";
import { createDpopBindingError, proofError } from "./errors";
import type { DpopReplayStore } from "./replay-store";
import { getDpopJktFromPayload, hasUnreadableJkt } from "./thumbprint";
import { verifyDpopProof } from "./verify-proof";

/** A request with an access token that has been verified already. */
export interface EnforceDpopBindingParams {
  /** The claims of the token, or what its introspection gave. */
  payload: object;
  /** How the token came. */
  authorization: AccessTokenAuthorization;
  /** The value of the `DPoP` header. */
  proofJwt?: string | null | undefined;
  /** The method of the request. */
  method: string;
  /** The whole address of the request, as the client sees it. */
  url: string;
  /** Takes each proof once. Without one a proof can be used again until it is too old. */
  replayStore?: DpopReplayStore | undefined;
  /** Seconds that a proof is taken after its `iat`. @default 300 */
  proofMaxAgeSeconds?: number | undefined;
  /** @default `DPOP_SIGNING_ALGORITHMS` */
  signingAlgorithms?: readonly DpopSigningAlgorithm[] | undefined;
}

/**
 * Sees to it that a token that is bound to a key comes with a proof of that key, and in the scheme for it; a token that is
 * bound to none passes as a bearer token (RFC 9449 §7).
 *
 * @throws {DpopBindingError} `invalid_token` when token and scheme do not fit, `invalid_dpop_proof` for the proof
 * @example
 * await enforceDpopBinding({ payload, authorization, proofJwt, method, url, replayStore });
 */
export async function enforceDpopBinding({
  payload,
  authorization,
  proofJwt,
  ...settings
}: EnforceDpopBindingParams): Promise<void> {
  if (hasUnreadableJkt(payload)) {
    throw createDpopBindingError("invalid_token", "access token confirmation cannot be read");
  }
  const expectedJkt = getDpopJktFromPayload(payload);
  if (authorization.scheme !== DPOP_AUTHORIZATION_SCHEME) {
    // RFC 9449 §7.2: a bound token without its proof is what a thief has.
    if (expectedJkt === undefined) return;
    throw createDpopBindingError("invalid_token", "DPoP-bound access token requires the DPoP authorization scheme");
  }
  if (expectedJkt === undefined) {
    throw createDpopBindingError("invalid_token", "DPoP authorization requires a DPoP-bound access token");
  }
  if (typeof proofJwt !== "string" || proofJwt === "") throw proofError("DPoP proof header is required");
  await verifyDpopProof({ ...settings, proofJwt, accessToken: authorization.token, expectedJkt, requireAth: true });
}
