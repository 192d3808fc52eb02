import type { OAuth2Tokens } from "@better-auth/core/types";

/**
 * Where tokens are from:
 *
 * - `endpoint`: the provider has given them just now, for a code. They have the whole answer.
 * - `page`: a page has brought them. Its ID token has been verified; its access token may be anybody's.
 * - `store`: they are an account's, and may be old. They have the account's scopes.
 */
export type TokenSource = "endpoint" | "page" | "store";

export function sourceOf({ raw, scopes }: OAuth2Tokens): TokenSource {
  if (raw !== undefined) return "endpoint";
  return scopes === undefined ? "page" : "store";
}
