import { APIError, isAPIError } from "../../error";
import { BEARER_AUTHORIZATION_SCHEME, DPOP_AUTHORIZATION_SCHEME } from "../dpop/authorization";
import { DPOP_SIGNING_ALGORITHMS } from "../dpop/constants";
import { isDpopBindingError } from "../dpop/errors";

type Scheme = typeof BEARER_AUTHORIZATION_SCHEME | typeof DPOP_AUTHORIZATION_SCHEME;

/**
 * The answer to a token that is right and may too little: 403 `INSUFFICIENT_SCOPE`, with `error`, `error_description` and
 * `scope` in the body and in `WWW-Authenticate` (RFC 6750 §3.1).
 *
 * @param requiredScopes all that the request needs, at least one
 * @throws {TypeError} without a scope
 * @example throw createInsufficientScopeError(["write:posts"]);
 */
export function createInsufficientScopeError(requiredScopes: readonly string[]): APIError {
  if (!Array.isArray(requiredScopes) || requiredScopes.length === 0) {
    throw new TypeError("requiredScopes: expected at least one scope.");
  }
  const scope = requiredScopes.join(" ");
  const message = `access token is missing required scope: ${scope}`;
  const body = { message, code: "INSUFFICIENT_SCOPE", error: "insufficient_scope", error_description: message, scope };
  return new APIError("FORBIDDEN", body, { "WWW-Authenticate": challenge(BEARER_AUTHORIZATION_SCHEME, body) });
}

/** Whether an error says that a token may too little. */
export function isInsufficientScopeError(error: unknown): error is APIError {
  return isAPIError(error) && error.body?.error === "insufficient_scope";
}

/** What is told of a token that is refused. */
interface TokenRefusal {
  /** @default "INVALID_TOKEN" */
  readonly code?: "INVALID_TOKEN" | "TOKEN_EXPIRED" | "INVALID_DPOP_PROOF";
  /** @default "invalid_token" */
  readonly error?: "invalid_token" | "invalid_dpop_proof";
  readonly cause?: unknown;
}

/** 401 for a token (RFC 6750 §3.1) or for a proof (RFC 9449 §7.1). */
export function invalidToken(message: string, { code, error, cause }: TokenRefusal = {}): APIError {
  const body = { message, code: code ?? "INVALID_TOKEN", error: error ?? "invalid_token", error_description: message };
  const headers = { "WWW-Authenticate": challenge(BEARER_AUTHORIZATION_SCHEME, body) };
  return new APIError("UNAUTHORIZED", { ...body, cause }, headers);
}

/** 401 for a request without a token: both schemes are offered, and nothing is called wrong (RFC 6750 §3.1). */
export function missingToken(algorithms: readonly string[] | undefined): APIError {
  const offers = `${BEARER_AUTHORIZATION_SCHEME}, ${challenge(DPOP_AUTHORIZATION_SCHEME, {}, algorithms)}`;
  return new APIError(
    "UNAUTHORIZED",
    { code: "MISSING_ACCESS_TOKEN", message: "missing authorization header" },
    { "WWW-Authenticate": offers },
  );
}

/**
 * What was thrown while a request was checked, as the answer to that request: errors about proofs become 401, and the
 * challenge is in the scheme that the request came with.
 */
export function answerInScheme(error: unknown, scheme: Scheme, algorithms: readonly string[] | undefined): unknown {
  const refusal = isDpopBindingError(error)
    ? invalidToken(error.message, {
        code: error.code === "invalid_token" ? "INVALID_TOKEN" : "INVALID_DPOP_PROOF",
        error: error.code,
        cause: error,
      })
    : error;
  if (scheme !== DPOP_AUTHORIZATION_SCHEME || !isAPIError(refusal) || refusal.body?.error === undefined) return refusal;
  const headers = { "WWW-Authenticate": challenge(scheme, refusal.body, algorithms) };
  return new APIError(refusal.status, { ...refusal.body, cause: refusal.cause }, headers);
}

function challenge(
  scheme: Scheme,
  told: Readonly<Record<string, unknown>>,
  algorithms: readonly string[] = DPOP_SIGNING_ALGORITHMS,
): string {
  // RFC 9449 §7.1
  const algs = scheme === DPOP_AUTHORIZATION_SCHEME ? algorithms.join(" ") : undefined;
  const { error, error_description, scope } = told;
  const params = Object.entries({ algs, error, error_description, scope })
    .filter((param): param is [string, string] => typeof param[1] === "string")
    .map(([name, value]) => `${name}=${quoted(value)}`);
  return params.length === 0 ? scheme : `${scheme} ${params.join(", ")}`;
}

/** RFC 6750 §3 allows of ASCII all but control characters, quotes and backslashes. */
function quoted(value: string): string {
  return `"${value.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?")}"`;
}
