import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import type { AccessTokenResult } from "../../types";
import { accountChoice, chooseAccount } from "./choose-account";
import { freshTokens, providerOf } from "./fresh-tokens";

/** An access token that is still good, refreshed when it was about to end. */
export const getAccessToken = createAuthEndpoint(
  "/get-access-token",
  { method: "POST", operationId: "getAccessToken", body: accountChoice },
  async (ctx): Promise<AccessTokenResult> => {
    const chosen = await chooseAccount(ctx, ctx.body);
    const tokens = await freshTokens(ctx, chosen, providerOf(ctx, chosen.account));
    return {
      accessToken: tokens.accessToken ?? "",
      accessTokenExpiresAt: tokens.accessTokenExpiresAt,
      scopes: tokens.scopes ?? [],
      idToken: tokens.idToken,
    };
  },
);
