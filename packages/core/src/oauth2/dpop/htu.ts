import { proofError } from "./errors";

/** RFC 3986 §2.3: characters that mean the same with and without percent-encoding. */
const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/**
 * A request's address in the form that `htu` claims are compared in: scheme, host and path, without query, and normalised
 * (RFC 9449 §4.3, RFC 3986 §6.2.2 and §6.2.3). Letter case of scheme and host, default ports, dot segments and the
 * percent-encoding of what needs none make no difference; every other character does, a slash at the end too.
 *
 * @throws {DpopProofError} for what is no absolute address of HTTP, or has a fragment (RFC 9449 §4.2)
 * @example normalizeDpopHtu("HTTPS://API.example.com:443/%7Eme?page=2") // "https://api.example.com/~me"
 */
export function normalizeDpopHtu(address: string | URL): string {
  const url = parse(address);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw proofError("DPoP proof htu and the request URL must be absolute http or https URLs");
  }
  if (url.hash !== "" || String(address).endsWith("#")) throw proofError("DPoP proof htu must not contain a fragment");
  return `${url.protocol}//${url.host}${url.pathname.replace(/%[0-9a-f]{2}/gi, normalizeEscape)}`;
}

function parse(address: unknown): URL | null {
  try {
    return new URL(String(address));
  } catch {
    return null;
  }
}

function normalizeEscape(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return UNRESERVED.test(character) ? character : escaped.toUpperCase();
}
