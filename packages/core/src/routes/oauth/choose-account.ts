import { type AccountRow, findAccount } from "../../account/store";
import { scopeOf } from "../../context/scope";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import { getAccountCookie } from "../../session/account-cookie";
import type { AccountChoice, GenericEndpointContext } from "../../types";
import * as z from "../../validation/zod";

/** Which linked account is meant: one of the list, or that of the account cookie. */
export const accountChoice = z.union([
  z.strictObject({ accountId: z.string(), userId: z.optional(z.string()) }),
  z.strictObject({ useAccountCookie: z.literal(true), userId: z.optional(z.string()) }),
]);

/** An account of whoever asks. */
export interface ChosenAccount {
  readonly account: AccountRow;
  /** It came out of the cookie, and goes back there. */
  readonly isInCookie: boolean;
}

/**
 * Whose account is asked for. Over HTTP that is whoever is signed in, whatever the input says; a call from the server
 * without a session names somebody.
 *
 * @throws {APIError} 401 without a session over HTTP; 400 USER_ID_OR_SESSION_REQUIRED from the server
 */
async function ownerOf(ctx: GenericEndpointContext, userId: string | undefined): Promise<string> {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session !== null) return session.user.id;
  if (ctx.request || ctx.headers) {
    throw new APIError("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "Unauthorized" });
  }
  if (userId) return userId;
  throw new APIError("BAD_REQUEST", {
    code: "USER_ID_OR_SESSION_REQUIRED",
    message: "Either userId or session is required",
  });
}

/**
 * Finds the account that a call means, among those of whoever asks.
 * @throws {APIError} 400 ACCOUNT_NOT_FOUND; what `ownerOf` throws
 */
export async function chooseAccount(ctx: GenericEndpointContext, choice: AccountChoice): Promise<ChosenAccount> {
  const userId = await ownerOf(ctx, choice.userId);
  const isInCookie = "useAccountCookie" in choice;
  const account = isInCookie
    ? ((await getAccountCookie(ctx)) as AccountRow | null)
    : await findAccount(scopeOf(ctx), userId, choice.accountId);
  if (account === null || account.userId !== userId) {
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.ACCOUNT_NOT_FOUND);
  }
  return { account, isInCookie };
}
