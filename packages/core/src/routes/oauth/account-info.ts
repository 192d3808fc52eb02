import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import type { AccountChoice, AccountInfoResult } from "../../types";
import * as z from "../../validation/zod";
import { accountChoice, chooseAccount } from "./choose-account";
import { findProvider } from "./find-provider";
import { freshTokens } from "./fresh-tokens";
import { readFacts } from "./read-facts";

/** In a query everything is text. */
const accountChoiceInQuery = z.union([
  accountChoice,
  z.pipe(
    z.strictObject({ useAccountCookie: z.literal("true"), userId: z.optional(z.string()) }),
    z.transform(({ userId }) => ({ useAccountCookie: true as const, userId })),
  ),
]);

/** What the provider says now of whoever has the account. */
export const accountInfo = createAuthEndpoint(
  "/account-info",
  {
    method: "GET",
    operationId: "accountInfo",
    query: accountChoiceInQuery,
    metadata: { $Infer: { query: {} as AccountChoice } },
  },
  async (ctx): Promise<AccountInfoResult> => {
    const chosen = await chooseAccount(ctx, ctx.query);
    const { id, providerId, accountId } = chosen.account;
    const provider = findProvider(ctx, providerId);
    if (provider === undefined) {
      throw new APIError("BAD_REQUEST", {
        code: "PROVIDER_NOT_CONFIGURED",
        message: "Account is not associated with a configured social provider.",
      });
    }
    const tokens = await freshTokens(ctx, chosen, provider);
    if (!tokens.accessToken) {
      throw new APIError("BAD_REQUEST", { code: "ACCESS_TOKEN_NOT_FOUND", message: "Access token not found" });
    }
    const facts = await readFacts(ctx, provider, tokens);
    if (facts === null) throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.FAILED_TO_GET_USER_INFO);
    // An id among them, of `mapProfileToUser`, is the provider's, and no user's.
    const { id: _id, ...user } = facts.userInfo;
    return { account: { id, providerId, accountId }, user, data: facts.profile };
  },
);
