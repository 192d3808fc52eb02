import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { canonicalEmail, isEmail } from "@better-auth/core/lifecycle";

/**
 * The canonical form of an address in a body.
 * @throws {APIError} 400 INVALID_EMAIL
 */
export function readEmail(typed: string): string {
  if (!isEmail(typed)) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_EMAIL);
  return canonicalEmail(typed);
}
