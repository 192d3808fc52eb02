import { parseAccessTokenAuthorization } from "../dpop/authorization";
import { enforceDpopBinding } from "../dpop/enforce-binding";
import { createInMemoryDpopReplayStore, type DpopReplayStore } from "../dpop/replay-store";
import type { VerifyDpopProofOptions } from "../dpop/verify-proof";
import type { AccessTokenClaims } from "./access-token-claims";
import { requireScopes, type VerifyAccessTokenOptions, verifyToken } from "./bearer-token";
import { answerInScheme, invalidToken, missingToken } from "./refusals";

/** What of a request access tokens are verified by. */
export interface ResourceRequestInput {
  authorizationHeader?: string | null | undefined;
  /** The value of the `DPoP` header. */
  dpopProofJwt?: string | null | undefined;
  method: string;
  /** The whole address, as the client sees it: behind a proxy that is not what the request says. */
  url: string;
}

/** How access tokens and the proofs of their keys are verified. */
export interface VerifyAccessTokenRequestOptions extends VerifyAccessTokenOptions {
  dpop?:
    | {
        /** Takes each proof once. @default one that this process alone knows of; where there are several, give one that they share */
        replayStore?: DpopReplayStore | undefined;
        /** Seconds that a proof is taken after its `iat`. @default 300 */
        proofMaxAgeSeconds?: number | undefined;
        /** @default `DPOP_SIGNING_ALGORITHMS` */
        signingAlgorithms?: VerifyDpopProofOptions["signingAlgorithms"];
      }
    | undefined;
}

/**
 * What `verifyAccessTokenRequest` needs of a request.
 *
 * @example
 * // Behind a proxy:
 * const input = { ...requestToResourceInput(request), url: `https://api.example.com${new URL(request.url).pathname}` };
 */
export function requestToResourceInput(request: Pick<Request, "headers" | "method" | "url">): ResourceRequestInput {
  return {
    authorizationHeader: request.headers.get("authorization"),
    dpopProofJwt: request.headers.get("dpop"),
    method: request.method,
    url: request.url,
  };
}

/**
 * The claims of the access token that a request brings: a bearer token (RFC 6750), or one that is bound to a key, with its
 * proof (RFC 9449 §7). Each proof is taken once.
 *
 * Errors have `error` and `error_description` in their body, and the challenge that belongs to them as `WWW-Authenticate`
 * among their headers.
 *
 * @throws {APIError} 401 `MISSING_ACCESS_TOKEN`, `INVALID_TOKEN`, `TOKEN_EXPIRED` or `INVALID_DPOP_PROOF`, whatever the
 * request says; 403 `INSUFFICIENT_SCOPE`; 503 `JWKS_UNAVAILABLE`, `INTROSPECTION_FAILED` or `DPOP_REPLAY_STORE_FULL`
 * @throws {BetterAuthError} when the options lack issuer or audience, or say no way of verifying
 * @example
 * const claims = await verifyAccessTokenRequest(requestToResourceInput(request), {
 *   jwksUrl: "https://auth.example.com/api/auth/jwks",
 *   verifyOptions: {
 *     issuer: "https://auth.example.com/api/auth",
 *     audience: "https://api.example.com",
 *     typ: "at+jwt",
 *     requiredClaims: ["azp"],
 *   },
 *   requiredScopes: ["read:posts"],
 * });
 */
export async function verifyAccessTokenRequest(
  { authorizationHeader, dpopProofJwt, method, url }: ResourceRequestInput,
  { dpop, requiredScopes, ...options }: VerifyAccessTokenRequestOptions,
): Promise<AccessTokenClaims> {
  const algorithms = dpop?.signingAlgorithms;
  const authorization = parseAccessTokenAuthorization(authorizationHeader);
  if (authorization === undefined) throw missingToken(algorithms);
  const { scheme, token } = authorization;
  if (scheme === "Unknown") throw invalidToken("authorization scheme must be Bearer or DPoP");
  try {
    const payload = await verifyToken(token, options);
    const replayStore = dpop?.replayStore ?? storeOfProcess();
    await enforceDpopBinding({ ...dpop, replayStore, payload, authorization, proofJwt: dpopProofJwt, method, url });
    requireScopes(payload, requiredScopes);
    return payload;
  } catch (error) {
    throw answerInScheme(error, scheme, algorithms);
  }
}

let processStore: DpopReplayStore | undefined;

/** Kept by the module: without it, whoever gives no store would take a proof again and again. */
function storeOfProcess(): DpopReplayStore {
  processStore ??= createInMemoryDpopReplayStore();
  return processStore;
}
