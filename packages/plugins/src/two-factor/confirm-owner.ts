import { freshSessionMiddleware } from "@better-auth/core/api";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";

const passwordField = z.string();
const optionalPasswordField = z.optional(z.string());

/** The password in a body: optional where some users need none. */
export const passwordFieldOf = (allowsPasswordless: boolean) =>
  (allowsPasswordless ? optionalPasswordField : passwordField) as typeof optionalPasswordField;

/**
 * Asks whoever is signed in to prove it again: with the password or, where the options allow it and there is none, by
 * having signed in a short while ago.
 *
 * @throws {APIError} 400 INVALID_PASSWORD or PASSWORD_TOO_LONG; 403 SESSION_NOT_FRESH
 */
export async function confirmOwner(
  ctx: GenericEndpointContext,
  userId: string,
  allowsPasswordless: boolean,
): Promise<void> {
  const { internalAdapter, password } = ctx.context;
  if (allowsPasswordless && !(await internalAdapter.findCredentialAccount(userId))?.password) {
    await freshSessionMiddleware(ctx);
    return;
  }
  const given: unknown = ctx.body?.password;
  if (typeof given === "string" && given.length > password.config.maxPasswordLength) {
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.PASSWORD_TOO_LONG);
  }
  await password.checkPassword(userId, ctx);
}
