import { symmetricDecrypt, symmetricEncrypt } from "../crypto/symmetric";
import type { AuthContext, OAuth2Tokens, Row } from "../types";

type TokenContext = Pick<AuthContext, "options" | "secretConfig">;

/** Characters of the shortest token that is encrypted without an envelope: nonce, one byte and tag, in hex. */
const SHORTEST_ENCRYPTED = 2 * (24 + 1 + 16);

/** What `symmetricEncrypt` gives: an envelope, or hex. Tokens of providers are hex, too, where they are short (GitLab, 64). */
function looksEncrypted(token: string): boolean {
  const isHex = token.length % 2 === 0 && /^[0-9a-f]+$/i.test(token);
  return token.startsWith("$ba$") || (isHex && token.length >= SHORTEST_ENCRYPTED);
}

/** A token as it is stored: encrypted with `account.encryptOAuthTokens`. */
export async function setTokenUtil(
  token: string | null | undefined,
  { options, secretConfig }: TokenContext,
): Promise<string | null | undefined> {
  if (!token || options.account?.encryptOAuthTokens !== true) return token;
  return symmetricEncrypt({ key: secretConfig, data: token });
}

/**
 * A stored token as the provider gave it. What was stored before `account.encryptOAuthTokens` was turned on is plain.
 * @throws {BetterAuthError} when it was encrypted with a secret that is not listed any more
 */
export async function decryptOAuthToken(token: string, { options, secretConfig }: TokenContext): Promise<string> {
  if (options.account?.encryptOAuthTokens !== true || !looksEncrypted(token)) return token;
  return symmetricDecrypt({ key: secretConfig, data: token });
}

/**
 * The columns of an account that tokens fill; what the provider did not send is left as it is. The end of a token goes with
 * it: of a new one that has none, the old one's says nothing. No scopes are those of before (RFC 6749 §5.1).
 */
export async function columnsOfTokens(tokens: OAuth2Tokens, context: TokenContext): Promise<Row> {
  const [accessToken, refreshToken, idToken] = await Promise.all(
    [tokens.accessToken, tokens.refreshToken, tokens.idToken].map((token) => setTokenUtil(token, context)),
  );
  const columns: Row = {
    accessToken,
    refreshToken,
    idToken,
    accessTokenExpiresAt: tokens.accessTokenExpiresAt ?? (accessToken ? null : undefined),
    refreshTokenExpiresAt: tokens.refreshTokenExpiresAt ?? (refreshToken ? null : undefined),
    scope: tokens.scopes?.join(",") || undefined,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/**
 * The same without the scopes, where the account has some: they are what was ever granted to it. A sign-in asks for those
 * of the options alone, and what it does not ask for is not taken back; to be granted more is to link again.
 */
export function withoutScopes({ scope }: { readonly scope?: string | null | undefined }, columns: Row): Row {
  const { scope: _incoming, ...others } = columns;
  return scope ? others : columns;
}
