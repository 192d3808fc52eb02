import type { TrustedOrigins } from "./origin";

/** A base that no real target has, so that a relative path that leaves it shows. */
const NOWHERE = "http://relative.invalid";

/**
 * What browsers strip or fold before they read a URL: tabs, line breaks, other control characters, backslashes. And half a
 * character, which no URL can hold. A space is none of it: behind the first character it becomes "%20".
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE_CHARACTERS = /[\u0000-\u001f\u007f\\]|\p{Surrogate}/u;

/** Whether a relative target stays on the site it is resolved against. */
function staysHere(target: string): boolean {
  try {
    const { origin, pathname } = new URL(target, NOWHERE);
    return origin === NOWHERE && !pathname.startsWith("//");
  } catch {
    return false;
  }
}

/** What a proxy that decodes once makes of a target; the target itself when that is no valid encoding. */
function decodedOnce(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/**
 * Whether a text is a path on this site: "/dashboard?tab=1". "//host", "/\\host", "/%5Chost", "/\t/host" and "/%09/host"
 * are not, and neither is a path that resolves to another origin, as it stands or decoded once.
 */
export function isSafeRelativePath(target: string): boolean {
  if (target.charCodeAt(0) !== 47 /* / */ || target.charCodeAt(1) === 47 || UNSAFE_CHARACTERS.test(target))
    return false;
  return staysHere(target) && staysHere(decodedOnce(target));
}

/**
 * The one validator of redirect targets: a path on this site, or an absolute URL whose resolved origin is trusted.
 * @param allowRelative whether paths count
 */
export function isTrustedTarget(target: string, trusted: TrustedOrigins, allowRelative: boolean): boolean {
  if (target.startsWith("/")) return allowRelative && isSafeRelativePath(target);
  if (UNSAFE_CHARACTERS.test(target)) return false;
  // "https:evil.example" and "https:/evil.example" resolve to an origin, but nobody writes them in good faith. Schemes of
  // apps have the one slash, too (RFC 8252 §7.1).
  return /^(?:https?:\/\/|(?!https?:)[a-z][a-z0-9+.-]*:\/)/i.test(target) && trusted.matches(target);
}
