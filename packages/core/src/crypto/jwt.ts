import type { SecretConfig } from "../types";
import { utf8 } from "./encoding";
import { currentSecret, secretsInOrder } from "./secrets";

const SECONDS_VALID = 3600;
/** Characters. Longer than any link or header that a client has a reason to send. */
const MOST_CHARACTERS = 8192;

/**
 * Signs claims as a JWT with HS256 (RFC 7519), keyed with the UTF-8 bytes of the secret. `iat` and `exp` are set, whatever
 * the payload says of them.
 *
 * @param secrets the secret, or secrets in rotation: the current one signs
 * @param expiresIn seconds; an hour unless told
 * @example await signJWT({ email }, ctx.context.secret, 600)
 */
export async function signJWT(
  payload: Record<string, unknown>,
  secrets: string | SecretConfig,
  expiresIn: number = SECONDS_VALID,
): Promise<string> {
  const { SignJWT } = await import("jose/jwt/sign");
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(now)
    .setExpirationTime(now + expiresIn)
    .sign(utf8(currentSecret(secrets)));
}

/**
 * The claims of a JWT that `signJWT` made with this secret and that is still valid; `null` for everything else: another
 * secret, another algorithm, expired, malformed, too long. Never throws because of the token.
 *
 * @param mostCharacters a longer token is refused unread; 8,192 unless told
 * @example const claims = await verifyJWT<{ email: string }>(token, ctx.context.secret)
 */
export async function verifyJWT<T = Record<string, unknown>>(
  token: string,
  secret: string,
  mostCharacters: number = MOST_CHARACTERS,
): Promise<T | null> {
  return verifyJWTWithAny<T>(token, secret, mostCharacters);
}

/**
 * Like `verifyJWT`, with every secret of a rotation in turn, the current one first: links and cookies outlive a change of
 * the secret for as long as the old one is listed.
 */
export async function verifyJWTWithAny<T = Record<string, unknown>>(
  token: string,
  secrets: string | SecretConfig,
  mostCharacters: number = MOST_CHARACTERS,
): Promise<T | null> {
  const opened = await openJWT<T>(token, secrets, mostCharacters);
  return opened.status === "valid" ? opened.claims : null;
}

/** What a JWT turned out to be. Expired: one that a secret of ours signed, and that is only too old. */
export type OpenedJWT<T> =
  | { readonly status: "valid"; readonly claims: T }
  | { readonly status: "expired" }
  | { readonly status: "invalid" };

/** Like `verifyJWTWithAny`, for callers that tell people why their link does not work. */
export async function openJWT<T = Record<string, unknown>>(
  token: string,
  secrets: string | SecretConfig,
  mostCharacters: number = MOST_CHARACTERS,
): Promise<OpenedJWT<T>> {
  if (typeof token !== "string" || token.length > mostCharacters) return { status: "invalid" };
  const { jwtVerify } = await import("jose/jwt/verify");
  for (const secret of secretsInOrder(secrets)) {
    try {
      // RFC 8725 §3.1: the algorithm is ours to choose, not the token's.
      const { payload } = await jwtVerify(token, utf8(secret), { algorithms: ["HS256"] });
      return { status: "valid", claims: payload as T };
    } catch (error) {
      // jose checks the signature before the time.
      if ((error as { code?: unknown }).code === "ERR_JWT_EXPIRED") return { status: "expired" };
      // What a client sends is no reason to fail: the next secret, or none.
    }
  }
  return { status: "invalid" };
}
