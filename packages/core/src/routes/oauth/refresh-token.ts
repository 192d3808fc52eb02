import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError } from "../../error";
import type { RefreshTokenResult } from "../../types";
import { accountChoice, chooseAccount } from "./choose-account";
import { providerOf, refreshTokens, tokensOf } from "./fresh-tokens";

const badRequest = (code: string, message: string) => new APIError("BAD_REQUEST", { code, message });

/** Gets new tokens from the provider, whether the ones that are there have ended or not. */
export const refreshToken = createAuthEndpoint(
  "/refresh-token",
  { method: "POST", operationId: "refreshToken", body: accountChoice },
  async (ctx): Promise<RefreshTokenResult> => {
    const chosen = await chooseAccount(ctx, ctx.body);
    const provider = providerOf(ctx, chosen.account);
    if (!provider.refreshAccessToken) {
      throw badRequest("TOKEN_REFRESH_NOT_SUPPORTED", `Provider ${provider.id} does not support token refreshing.`);
    }
    const { refreshToken: token } = await tokensOf(ctx, chosen.account);
    if (!token) throw badRequest("REFRESH_TOKEN_NOT_FOUND", "Refresh token not found");
    const account = await refreshTokens(ctx, chosen, provider, token).catch((error: unknown) => {
      ctx.context.logger.error(`Provider ${provider.id}: the access token could not be refreshed.`, error);
      throw badRequest("FAILED_TO_REFRESH_ACCESS_TOKEN", "Failed to refresh access token");
    });
    const tokens = await tokensOf(ctx, account);
    return {
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken ?? token,
      accessTokenExpiresAt: tokens.accessTokenExpiresAt,
      refreshTokenExpiresAt: account.refreshTokenExpiresAt ?? null,
      scope: account.scope,
      idToken: tokens.idToken,
      providerId: account.providerId,
      accountId: account.id,
    };
  },
);
