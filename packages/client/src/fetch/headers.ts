import type { Authorization, HeaderInit, Lazy } from "./options";

/** One record of headers by lower-case name; later ones win. */
export function mergeHeaders(...inits: (HeaderInit | undefined)[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const init of inits) {
    const entries = (init as Headers)?.[Symbol.iterator]
      ? (init as Iterable<[string, string]>)
      : Object.entries(init ?? {});
    for (const [name, value] of entries) {
      if (value != null) merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}

const resolve = <T>(lazy: Lazy<T>) => (typeof lazy === "function" ? (lazy as () => T)() : lazy);

// RFC 7617 §2.1: the pair is encoded as UTF-8
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The value of the `Authorization` header. */
export async function authorizationHeader(auth: Authorization | undefined): Promise<string | undefined> {
  if (!auth) return undefined;
  const value =
    auth.type === "Basic"
      ? base64(`${resolve(auth.username)}:${resolve(auth.password)}`)
      : await resolve(auth.type === "Custom" ? auth.value : auth.token);
  // Nobody's token is often an empty one.
  if (value) return `${auth.type === "Custom" ? resolve(auth.prefix) : auth.type} ${value}`;
}
