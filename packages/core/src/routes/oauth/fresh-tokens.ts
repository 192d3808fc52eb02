import { type AccountRow, findAccount, updateAccount } from "../../account/store";
import { columnsOfTokens, decryptOAuthToken, withoutScopes } from "../../account/tokens";
import { scopeOf } from "../../context/scope";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { splitScopes } from "../../oauth2/scopes";
import { setAccountCookie } from "../../session/account-cookie";
import type { GenericEndpointContext, OAuth2Tokens, OAuthProvider } from "../../types";
import type { ChosenAccount } from "./choose-account";
import { findProvider } from "./find-provider";
import { refreshTogether } from "./joint-refresh";

/** Milliseconds: a token that ends sooner is of no use to whoever gets it. */
const TOO_SHORT = 5000;

/** Milliseconds before each look for what another process got, after the provider refused this one. */
const PAUSES = [0, 50, 200];

/** @throws {APIError} 400 PROVIDER_NOT_SUPPORTED for an account that no configured provider has made */
export function providerOf(ctx: GenericEndpointContext, { providerId }: AccountRow): OAuthProvider {
  const provider = findProvider(ctx, providerId);
  if (provider !== undefined) return provider;
  throw new APIError("BAD_REQUEST", {
    code: "PROVIDER_NOT_SUPPORTED",
    message: `Provider ${providerId} is not supported.`,
  });
}

const decrypted = async (ctx: GenericEndpointContext, token: string | null | undefined): Promise<string | undefined> =>
  token ? decryptOAuthToken(token, ctx.context) : undefined;

/** The tokens of an account as the provider gave them. */
export async function tokensOf(ctx: GenericEndpointContext, account: AccountRow): Promise<OAuth2Tokens> {
  const [accessToken, refreshToken, idToken] = await Promise.all([
    decrypted(ctx, account.accessToken),
    decrypted(ctx, account.refreshToken),
    decrypted(ctx, account.idToken),
  ]);
  return {
    accessToken,
    refreshToken,
    idToken,
    accessTokenExpiresAt: account.accessTokenExpiresAt ?? undefined,
    refreshTokenExpiresAt: account.refreshTokenExpiresAt ?? undefined,
    scopes: splitScopes(account.scope ?? ""),
  };
}

const isOver = ({ accessTokenExpiresAt: end }: Pick<Partial<AccountRow>, "accessTokenExpiresAt">): boolean =>
  !!end && end.getTime() - Date.now() < TOO_SHORT;

/** Stateless instances have an account in the cookie alone: what is in it nobody can look up again. */
function isOnlyInCookie({ context }: GenericEndpointContext, { isInCookie }: ChosenAccount): boolean {
  return isInCookie && !context.options.database;
}

/** The account as it is stored now; as it was given where the cookie alone has it. */
async function lookAgain(ctx: GenericEndpointContext, chosen: ChosenAccount): Promise<AccountRow> {
  const { account } = chosen;
  if (isOnlyInCookie(ctx, chosen)) return account;
  const stored = await findAccount(scopeOf(ctx), account.userId, account.id);
  if (stored === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.ACCOUNT_NOT_FOUND);
  return stored;
}

/** Whether somebody else has got new tokens since, and they are good. */
const isRefreshed = (now: AccountRow, before: AccountRow): boolean =>
  now.accessToken !== before.accessToken && !isOver(now);

async function ask(
  ctx: GenericEndpointContext,
  chosen: ChosenAccount,
  provider: OAuthProvider,
  refreshToken: string,
): Promise<AccountRow> {
  const { account } = chosen;
  const { id, providerId, accountId, userId } = account;
  const tokens = await (provider.refreshAccessToken as NonNullable<OAuthProvider["refreshAccessToken"]>)(refreshToken, {
    account: { id, providerId, accountId, userId },
  });
  const columns = withoutScopes(account, await columnsOfTokens(tokens, ctx.context));
  const changed: AccountRow = { ...account, ...columns };
  if (isOnlyInCookie(ctx, chosen)) return changed;
  return (await updateAccount(scopeOf(ctx), id, columns)) ?? changed;
}

/**
 * Another process may have used the refresh token first, where a provider takes it once: then what it got is about to be
 * stored, or is stored already.
 */
async function whatOthersGot(ctx: GenericEndpointContext, chosen: ChosenAccount): Promise<AccountRow | null> {
  // Nothing is stored that could be waited for.
  if (isOnlyInCookie(ctx, chosen)) return null;
  for (const pause of PAUSES) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const now = await lookAgain(ctx, chosen);
    if (isRefreshed(now, chosen.account)) return now;
  }
  return null;
}

async function refresh(
  ctx: GenericEndpointContext,
  chosen: ChosenAccount,
  provider: OAuthProvider,
  refreshToken: string,
): Promise<AccountRow> {
  // Whoever read the account before a refresh, and comes here after it, has what is spent.
  const now = await lookAgain(ctx, chosen);
  if (isRefreshed(now, chosen.account)) return now;
  const latest = { ...chosen, account: now };
  try {
    return await ask(ctx, latest, provider, (await decrypted(ctx, now.refreshToken)) ?? refreshToken);
  } catch (error) {
    const others = await whatOthersGot(ctx, latest);
    if (others !== null) return others;
    throw error;
  }
}

/**
 * Asks the provider for new tokens, and keeps them. Of parallel callers in one process one asks, and all get its answer:
 * many providers take a refresh token once. A process that is refused because another one was first takes what that one got.
 *
 * @throws what the provider refused, or that it could not be reached
 */
export async function refreshTokens(
  ctx: GenericEndpointContext,
  chosen: ChosenAccount,
  provider: OAuthProvider,
  refreshToken: string,
): Promise<AccountRow> {
  const { refreshes } = scopeOf(ctx).instance;
  // Whose it is, too: what two people have alike, such as a token that somebody's page has brought, is not asked for together.
  const key = `${chosen.account.id}\n${refreshToken}`;
  const work = () => refresh(ctx, chosen, provider, refreshToken);
  const account = await refreshTogether(refreshes, key, isOnlyInCookie(ctx, chosen), work);
  if (chosen.isInCookie) await setAccountCookie(ctx, account);
  return account;
}

/**
 * Tokens that are still good: new ones where the access token is about to end and can be refreshed.
 * @throws {APIError} 400 FAILED_TO_GET_ACCESS_TOKEN when the provider refused to refresh
 */
export async function freshTokens(
  ctx: GenericEndpointContext,
  chosen: ChosenAccount,
  provider: OAuthProvider,
): Promise<OAuth2Tokens> {
  const tokens = await tokensOf(ctx, chosen.account);
  if (!isOver(tokens) || !tokens.refreshToken || !provider.refreshAccessToken) return tokens;
  try {
    return await tokensOf(ctx, await refreshTokens(ctx, chosen, provider, tokens.refreshToken));
  } catch (error) {
    ctx.context.logger.error(`Provider ${provider.id}: the access token could not be refreshed.`, error);
    throw new APIError("BAD_REQUEST", {
      code: "FAILED_TO_GET_ACCESS_TOKEN",
      message: "Failed to get a valid access token",
    });
  }
}
