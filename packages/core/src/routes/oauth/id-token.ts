import type { ProviderFacts } from "../../account-linking/facts";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { asksForEmail } from "../../missing-email/ask-for-email";
import { supportsIdTokenSignIn, verifyProviderIdToken } from "../../oauth2/verify-provider-id-token";
import type { GenericEndpointContext, OAuthProvider, SignInSocialBody } from "../../types";
import * as z from "../../validation/zod";
import { readFacts } from "./read-facts";

/** Tokens that a page has from the provider already. */
export const idTokenFields = {
  token: z.string(),
  nonce: z.optional(z.string()),
  accessToken: z.optional(z.string()),
  refreshToken: z.optional(z.string()),
};

/**
 * Who somebody is by an ID token that their page has brought.
 * @throws {APIError} 404 ID_TOKEN_NOT_SUPPORTED; 401 INVALID_TOKEN, FAILED_TO_GET_USER_INFO, or
 * USER_EMAIL_NOT_FOUND where nobody is asked for an address (`account.missingEmail`)
 */
export async function factsOfIdToken(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  { token, nonce, accessToken, refreshToken, expiresAt, user }: NonNullable<SignInSocialBody["idToken"]>,
): Promise<ProviderFacts> {
  if (!supportsIdTokenSignIn(provider)) throw APIError.from("NOT_FOUND", BASE_ERROR_CODES.ID_TOKEN_NOT_SUPPORTED);
  if (!(await verifyProviderIdToken(provider, token, nonce, ctx))) {
    throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.INVALID_TOKEN);
  }
  const accessTokenExpiresAt = expiresAt === undefined ? undefined : new Date(expiresAt);
  const facts = await readFacts(
    ctx,
    provider,
    { idToken: token, accessToken, refreshToken, accessTokenExpiresAt },
    user,
  );
  if (facts === null) throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.FAILED_TO_GET_USER_INFO);
  if (!facts.userInfo.email && !asksForEmail(ctx))
    throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.USER_EMAIL_NOT_FOUND);
  return facts;
}
