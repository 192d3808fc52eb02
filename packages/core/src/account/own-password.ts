import { scopeOf } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { GenericEndpointContext } from "../types";
import { checkPasswordSize } from "./password-rules";
import { findCredentialAccount } from "./store";

/**
 * Asks for a user's password again, before something that a stolen session must not do.
 * @returns the hash that the password was checked against
 * @throws {APIError} 400 PASSWORD_TOO_LONG, CREDENTIAL_ACCOUNT_NOT_FOUND or INVALID_PASSWORD
 */
export async function requireOwnPassword(
  ctx: GenericEndpointContext,
  userId: string,
  password: string,
): Promise<string> {
  const account = await findCredentialAccount(scopeOf(ctx), userId);
  if (!account?.password) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.CREDENTIAL_ACCOUNT_NOT_FOUND);
  checkPasswordSize(password, ctx.context.password.config.maxPasswordLength);
  if (!(await ctx.context.password.verify({ hash: account.password, password }))) {
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_PASSWORD);
  }
  return account.password;
}
