import { APIError, BASE_ERROR_CODES } from "../error";
import type { AuthContext } from "../types";

/** @throws {APIError} 400 for a password of a length that the options do not allow */
export function checkPasswordLength(password: string, { password: { config }, logger }: AuthContext): void {
  if (password.length < config.minPasswordLength) {
    logger.debug("A password was refused: too short.");
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.PASSWORD_TOO_SHORT);
  }
  checkPasswordSize(password, config.maxPasswordLength);
}

/** Before a check: a password longer than any that was accepted is not worth a hash. @throws {APIError} 400 */
export function checkPasswordSize(password: string, maxPasswordLength: number): void {
  if (password.length > maxPasswordLength) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.PASSWORD_TOO_LONG);
}
