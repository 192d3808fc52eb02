import type { SecretConfig } from "../types";
import { currentSecret, secretsInOrder } from "./secrets";
import { type DeriveTokenKey, deriveTokenKey, isContentEncryption } from "./token-key";

const SECONDS_VALID = 3600;
/** Clocks of servers that share a secret may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 15;
/** Characters. A cookie that was put together from its chunks can hold an account with all its tokens. */
const MOST_CHARACTERS = 65_536;
const ENCRYPTION = "A256CBC-HS512";

/** What the reading of an encrypted token can be told. */
export interface DecodeSettings {
  /** A longer token is refused unread; 65,536 unless told. */
  readonly mostCharacters?: number | undefined;
  /** Where keys come from; derived anew unless a keyring keeps them. */
  readonly keyOf?: DeriveTokenKey | undefined;
}

/**
 * Encrypts claims as a JWT (JWE, `dir` with A256CBC-HS512). `iat`, `exp` and a random `jti` are set; `kid` says which
 * secret made the key.
 *
 * @param secrets the secret, or secrets in rotation: the current one encrypts
 * @param salt names the use, such as "better-auth-session": a token made for one use does not open for another
 * @param expiresIn seconds; an hour unless told
 * @param keyOf where keys come from; derived anew unless a keyring keeps them
 * @example await symmetricEncodeJWT(account, ctx.context.secretConfig, "better-auth-account", 300)
 */
export async function symmetricEncodeJWT(
  payload: Record<string, unknown>,
  secrets: string | SecretConfig,
  salt: string,
  expiresIn: number = SECONDS_VALID,
  keyOf: DeriveTokenKey = deriveTokenKey,
): Promise<string> {
  const { EncryptJWT } = await import("jose/jwt/encrypt");
  const key = await keyOf(currentSecret(secrets), salt, ENCRYPTION);
  const now = Math.floor(Date.now() / 1000);
  return new EncryptJWT(payload)
    .setProtectedHeader({ alg: "dir", enc: ENCRYPTION, kid: key.id })
    .setIssuedAt(now)
    .setExpirationTime(now + expiresIn)
    .setJti(crypto.randomUUID())
    .encrypt(key.bytes);
}

/**
 * The claims of a token that `symmetricEncodeJWT` made with one of these secrets and this salt, and that is still valid
 * (15 seconds of tolerance between clocks); `null` for everything else. Never throws because of the token.
 *
 * A token that names its key (`kid`) is opened with that key or not at all; one that names none is tried with each
 * secret in turn.
 *
 * @example const account = await symmetricDecodeJWT<Account>(token, ctx.context.secretConfig, "better-auth-account")
 */
export async function symmetricDecodeJWT<T = Record<string, unknown>>(
  token: string,
  secrets: string | SecretConfig,
  salt: string,
  { mostCharacters = MOST_CHARACTERS, keyOf = deriveTokenKey }: DecodeSettings = {},
): Promise<T | null> {
  if (typeof token !== "string" || token.length > mostCharacters) return null;
  const header = await readHeader(token);
  const encryption = header?.enc;
  if (header === null || !isContentEncryption(encryption)) return null;

  const { jwtDecrypt } = await import("jose/jwt/decrypt");
  for (const secret of secretsInOrder(secrets)) {
    const key = await keyOf(secret, salt, encryption);
    if (header.kid !== undefined && header.kid !== key.id) continue;
    try {
      const { payload } = await jwtDecrypt(token, key.bytes, {
        // RFC 8725 §3.1: the algorithms are ours to choose, not the token's.
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: [encryption],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        // RFC 8725 §3.6: what is compressed is refused.
        maxDecompressedLength: 0,
      });
      return payload as T;
    } catch {
      // What a client sends is no reason to fail: the next secret, or none.
    }
  }
  return null;
}

async function readHeader(token: string): Promise<{ enc?: unknown; kid?: unknown } | null> {
  const { decodeProtectedHeader } = await import("jose/decode/protected_header");
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}
