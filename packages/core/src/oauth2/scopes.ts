/** Scopes of a text: what stands between spaces and commas. RFC 6749 §3.3 has spaces; some providers write commas. */
export function splitScopes(text: string): string[] {
  return text.split(/[\s,]+/).filter((scope) => scope !== "");
}

/**
 * What an account's `scope` becomes when more is granted: the stored scopes and then the new ones, each once, joined with
 * commas.
 *
 * @param stored joined with commas, as `account.scope` is; `null` when nothing was stored
 * @example mergeScopes("openid,email", ["email", "drive"]) // "openid,email,drive"
 */
export function mergeScopes(stored: string | null | undefined, incoming?: readonly string[] | undefined): string {
  return [...new Set([...splitScopes(stored ?? ""), ...(incoming ?? []).flatMap(splitScopes)])].join(",");
}
