/**
 * The one canonical form of an e-mail address: what is stored, looked up and compared. Applied once, where the address
 * comes in. Only the case is folded, and of ASCII alone; anything else would make two people one: in lower case the Kelvin
 * sign is a "k".
 */
export function canonicalEmail(email: string): string {
  return email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The addresses that the contract takes: ASCII only, so look-alike and invisible characters are refused, not rewritten. */
const EMAIL = /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** RFC 5321 §4.5.3.1 says 254; the contract takes longer local parts, so this only keeps matching cheap. */
const LONGEST_EMAIL = 1000;

/** Whether a text is an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text);
}
