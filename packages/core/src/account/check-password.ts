import { scopeOf } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { GenericEndpointContext } from "../types";
import { findCredentialAccount } from "./store";

/**
 * Checks `ctx.body.password` against a user's credential account.
 * @throws {APIError} 400 INVALID_PASSWORD; a user without a password costs a hash, too
 */
export async function checkPassword(userId: string, ctx: GenericEndpointContext): Promise<boolean> {
  const given: unknown = ctx.body?.password;
  const account = await findCredentialAccount(scopeOf(ctx), userId);
  const { password } = ctx.context;
  if (typeof given !== "string" || given.length > password.config.maxPasswordLength || !account?.password) {
    await password.hash("no such password");
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_PASSWORD);
  }
  if (!(await password.verify({ hash: account.password, password: given }))) {
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_PASSWORD);
  }
  return true;
}
