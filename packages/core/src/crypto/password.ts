import { toHex } from "./encoding";
import { constantTimeEqual } from "./equal";

// OWASP's scrypt parameters at 32 MiB; the stored format fixes them.
const COST = { N: 16384, r: 16, p: 1, maxmem: 128 * 16384 * 16 * 2 } as const;
const KEY_LENGTH = 64;

async function scryptKey(password: string, salt: string): Promise<Uint8Array> {
  const { scrypt } = await import("node:crypto");
  return new Promise((resolve, reject) => {
    // The hex text of the salt, not its bytes, is what scrypt gets: the stored format says so.
    scrypt(password.normalize("NFKC"), salt, KEY_LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/**
 * Hashes a password with scrypt (N 16384, r 16, p 1) on the thread pool.
 * @returns `{salt}:{key}`, both hex
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = toHex(crypto.getRandomValues(new Uint8Array(16)));
  return `${salt}:${toHex(await scryptKey(password, salt))}`;
}

/** Checks a password against what `hashPassword` gave. A hash of another form is a `false`, not an error. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [salt, key] = hash.split(":");
  if (!salt || !key) return false;
  return constantTimeEqual(toHex(await scryptKey(password, salt)), key);
}
