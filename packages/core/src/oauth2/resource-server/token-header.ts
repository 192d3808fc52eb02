import { invalidToken } from "./refusals";

/** Characters. Servers take no longer header. */
const MOST_CHARACTERS = 16_384;

/** Whether text can be an access token at all: what an `Authorization` header can hold, without blanks (RFC 6749 App. A.12). */
export function isToken(token: unknown): token is string {
  return typeof token === "string" && token.length <= MOST_CHARACTERS && /^[\x21-\x7e]+$/.test(token);
}

/** The header of a signed JWT; `null` for every other text. */
export async function peekTokenHeader(token: string): Promise<{ kid?: unknown; typ?: unknown } | null> {
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return null;
  const { decodeProtectedHeader } = await import("jose/decode/protected_header");
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

/** The same. @throws {APIError} 401 `INVALID_TOKEN` */
export async function readTokenHeader(token: unknown): Promise<{ kid?: unknown; typ?: unknown }> {
  const header = isToken(token) ? await peekTokenHeader(token) : null;
  if (header === null) throw invalidToken("invalid access token");
  return header;
}
