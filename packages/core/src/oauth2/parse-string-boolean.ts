/**
 * A claim that is a boolean, also where a provider writes it as text ("true"). `undefined` for anything else.
 * @example const emailVerified = parseStringBoolean(claims.email_verified) ?? false;
 */
export function parseStringBoolean(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return undefined;
}
