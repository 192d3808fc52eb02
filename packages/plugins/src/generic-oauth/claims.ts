/** What an ID token says. */
export type Claims = Readonly<Record<string, unknown>>;

/** The claims of a JWT whose signature somebody else has checked or TLS stands for; `null` when it is none. */
export function claimsOf(token: string): Claims | null {
  return partOf(token, 1);
}

/** The header of such a JWT. */
export function headerOf(token: string): Claims | null {
  return partOf(token, 0);
}

function partOf(token: string, index: 0 | 1): Claims | null {
  const parts = token.split(".");
  const part = parts[index];
  if (parts.length !== 3 || part === undefined) return null;
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    const value: unknown = JSON.parse(text, (name, member) => (name === "__proto__" ? undefined : member));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : null;
  } catch {
    return null;
  }
}

/** What tells people apart; anything else would be the same for many. */
export function subjectOf({ sub }: Claims): string | undefined {
  return typeof sub === "string" && sub !== "" ? sub : undefined;
}
