import { sha256 } from "#hashing";
import { BetterAuthError } from "../error";
import type { SecretConfig } from "../types";
import { fromHex, toHex, utf8 } from "./encoding";
import { formatEnvelope, parseEnvelope } from "./envelope";
import { currentSecret, secretsInOrder } from "./secrets";

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/** What `symmetricEncrypt` takes. */
export interface SymmetricEncryptOptions {
  /** The secret, or secrets in rotation: the current one encrypts, and the result says which it was. */
  key: string | SecretConfig;
  data: string;
}

/** What `symmetricDecrypt` takes. */
export interface SymmetricDecryptOptions {
  /** The secret, or secrets in rotation. */
  key: string | SecretConfig;
  /** What `symmetricEncrypt` gave. */
  data: string;
}

/** XChaCha20-Poly1305 with the SHA-256 of the secret as key. Loaded when first used. */
async function cipherOf(secret: string, nonce: Uint8Array) {
  const { xchacha20poly1305 } = await import("@noble/ciphers/chacha.js");
  return xchacha20poly1305(await sha256(secret), nonce);
}

/**
 * Encrypts text for storage with XChaCha20-Poly1305.
 *
 * @returns lower-case hex of nonce, ciphertext and tag; with secrets in rotation in an envelope,
 * `$ba$<version>$<hex>`
 * @throws {BetterAuthError} when the configuration lacks its current version
 * @example await symmetricEncrypt({ key: ctx.context.secretConfig, data: refreshToken })
 */
export async function symmetricEncrypt({ key, data }: SymmetricEncryptOptions): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const cipher = await cipherOf(currentSecret(key), nonce);
  const ciphertext = toHex(nonce) + toHex(cipher.encrypt(utf8(data)));
  return typeof key === "string" ? ciphertext : formatEnvelope(key.currentVersion, ciphertext);
}

/**
 * Decrypts what `symmetricEncrypt` made. An envelope is opened with the secret of its version. Bare hex, of the time
 * before rotation, is tried with the single secret of that time and then with every other one.
 *
 * @throws {BetterAuthError} when it is not of that form, was changed, or was made with a secret that is not listed (any
 * more); the message holds nothing of the data
 * @example await symmetricDecrypt({ key: ctx.context.secretConfig, data: stored })
 */
export async function symmetricDecrypt({ key, data }: SymmetricDecryptOptions): Promise<string> {
  if (typeof data !== "string") {
    throw new BetterAuthError(`symmetricDecrypt: expected encrypted text, got a value of type ${typeof data}.`);
  }
  const envelope = parseEnvelope(data);
  const sealed = fromHex(envelope?.ciphertext ?? data);
  if (sealed === null || sealed.length < NONCE_BYTES + TAG_BYTES) {
    throw new BetterAuthError("symmetricDecrypt: expected hex of a nonce, a ciphertext and a tag, got something else.");
  }
  const secrets = envelope === null ? legacyFirst(key) : [secretOfVersion(key, envelope.version)];
  for (const secret of secrets) {
    const text = await open(sealed, secret);
    if (text !== null) return text;
  }
  throw new BetterAuthError("symmetricDecrypt: the data was changed, or encrypted with another secret.");
}

function secretOfVersion(key: string | SecretConfig, version: number): string {
  // Back from rotation to a single secret: it may well be the one.
  if (typeof key === "string") return key;
  const secret = key.keys.get(version);
  if (secret === undefined) {
    throw new BetterAuthError(
      `symmetricDecrypt: the secret of version ${version} is not listed. Add it to \`secrets\` to read what it encrypted.`,
    );
  }
  return secret;
}

function legacyFirst(key: string | SecretConfig): readonly string[] {
  if (typeof key === "string" || key.legacySecret === undefined) return secretsInOrder(key);
  return [...new Set([key.legacySecret, ...secretsInOrder(key)])];
}

async function open(sealed: Uint8Array, secret: string): Promise<string | null> {
  const cipher = await cipherOf(secret, sealed.subarray(0, NONCE_BYTES));
  let bytes: Uint8Array;
  try {
    bytes = cipher.decrypt(sealed.subarray(NONCE_BYTES));
  } catch {
    // The one thing that fails here is the tag.
    return null;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
