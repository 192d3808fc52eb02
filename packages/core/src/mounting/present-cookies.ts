import { parseCookies } from "../cookie/parse";
import { applySetCookies } from "../cookie/request-cookies";

/**
 * The Cookie header of a request after what its answer sets, where a framework keeps `Set-Cookie` lines.
 *
 * @returns `null` when nothing has changed
 */
export function cookieHeaderAfter(own: string, lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  const headers = new Headers({ cookie: own });
  applySetCookies(headers, lines);
  return headers.get("cookie") ?? "";
}

/**
 * The same where a framework keeps a store of cookies, in which those of the request and those of the answer are one.
 *
 * @param all what the store has, decoded; a cookie that was removed has no value
 * @param names the cookies that count
 */
export function cookieHeaderOf(
  own: string,
  all: readonly { readonly name: string; readonly value: string }[],
  names: readonly string[],
): string | null {
  const before = parseCookies(own);
  const now = new Map(all.flatMap(({ name, value }) => (value === "" ? [] : [[name, value]])));
  const counting = [...before.keys(), ...now.keys()].filter((name) => isOneOf(names, name));
  if (counting.every((name) => (now.get(name) ?? "") === (before.get(name) ?? ""))) return null;
  return [...now].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** Whether a cookie is one of these, or a chunk of one: "name.0", "name.1", … */
function isOneOf(names: readonly string[], cookie: string): boolean {
  return names.some(
    (name) => cookie === name || (cookie.startsWith(`${name}.`) && /^\d+$/.test(cookie.slice(name.length + 1))),
  );
}
