const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
const ALPHABETS = { "a-z": LOWER, "A-Z": UPPER, "0-9": DIGITS, "-_": "-_" } as const;

/** A named set of characters. */
export type Alphabet = keyof typeof ALPHABETS;

/** WebCrypto gives no more at once. */
const MOST_BYTES = 65_536;

/**
 * Random characters of an alphabet, each equally likely: bytes that would favour some are thrown away.
 * At most 256 characters in the alphabet.
 */
function randomOf(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  // A quarter more than needed, because some bytes are thrown away.
  const bytes = new Uint8Array(Math.min(length + (length >> 2) + 4, MOST_BYTES));
  while (text.length < length) {
    crypto.getRandomValues(bytes);
    for (let i = 0; i < bytes.length && text.length < length; i++) {
      const byte = bytes[i] as number;
      if (byte < limit) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/**
 * A random string for secrets.
 *
 * @param length characters, at least one
 * @param alphabets sets of characters, "a-z" "A-Z" "0-9" "-_"; all of them when none is named
 * @throws {RangeError} when the length is not a positive whole number, or an alphabet is unknown
 * @example generateRandomString(24, "a-z", "A-Z", "0-9")
 */
export function generateRandomString(length: number, ...alphabets: readonly Alphabet[]): string {
  if (!Number.isSafeInteger(length) || length < 1) {
    throw new RangeError(`generateRandomString: expected a positive whole number as length, got ${length}.`);
  }
  for (const name of alphabets) {
    if (!Object.hasOwn(ALPHABETS, name)) {
      throw new RangeError(`generateRandomString: expected "a-z", "A-Z", "0-9" or "-_" as alphabet, got "${name}".`);
    }
  }
  const sets = alphabets.length > 0 ? alphabets : (["a-z", "0-9", "A-Z", "-_"] as const);
  return randomOf(sets.map((name) => ALPHABETS[name]).join(""), length);
}

const ID_ALPHABET = LOWER + UPPER + DIGITS;

/** A random id or session token: a-z A-Z 0-9, 32 characters (190 bits) unless told. */
export function generateId(size = 32): string {
  return randomOf(ID_ALPHABET, size);
}
