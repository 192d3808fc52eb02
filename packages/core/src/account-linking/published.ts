import type { AccountRow } from "../account/store";
import { scopeOf } from "../context/scope";
import { splitScopes } from "../oauth2/scopes";
import { isFresh } from "../session/freshness";
import type { SessionAndUser, SessionRow } from "../session/store";
import type { Account, GenericEndpointContext, OAuth2UserInfo } from "../types";
import type { UserRow } from "../user/store";
import type { LinkingError, ProviderFacts } from "./facts";
import { linkOwnAccount } from "./link-own-account";
import { resolveUser } from "./resolve-user";

/** An account at a provider, as a plugin found it out: its key, and the tokens. */
export type FoundAccount = Partial<Account> & { providerId: string; accountId: string };

/** What `handleOAuthUserInfo` takes. */
export interface OAuthUserInfoInput {
  userInfo: OAuth2UserInfo & Record<string, unknown>;
  account: FoundAccount;
  /** The provider's own words, for `user.validateUserInfo`. */
  profile?: Record<string, unknown> | undefined;
  disableSignUp?: boolean | undefined;
  /** Take over name, picture, mapped fields and, when it is verified and free, the address of somebody known. */
  overrideUserInfo?: boolean | undefined;
}

/** What it gives: whoever may be signed in, with a session that no browser has yet; or why nobody. */
export type OAuthUserInfoResult =
  | {
      data: { session: SessionRow; user: UserRow };
      error: null;
      isRegister: boolean;
      accountCookie: AccountRow;
    }
  | { data: null; error: LinkingError };

function factsOf({ userInfo, account, profile, disableSignUp, overrideUserInfo }: OAuthUserInfoInput): ProviderFacts {
  const { providerId, accountId, accessToken, refreshToken, idToken, scope } = account;
  return {
    provider: { id: providerId, disableSignUp, overrideUserInfoOnSignIn: overrideUserInfo },
    accountId,
    userInfo,
    profile: profile ?? { ...userInfo },
    tokens: {
      accessToken: accessToken ?? undefined,
      refreshToken: refreshToken ?? undefined,
      idToken: idToken ?? undefined,
      accessTokenExpiresAt: account.accessTokenExpiresAt ?? undefined,
      refreshTokenExpiresAt: account.refreshTokenExpiresAt ?? undefined,
      scopes: scope ? splitScopes(scope) : undefined,
    },
  };
}

/** As a plugin makes one by hand: it meets the requirements in `setSessionCookie`. */
async function makeSession(ctx: GenericEndpointContext, user: UserRow): Promise<SessionRow> {
  return (await ctx.context.internalAdapter.createSession(user.id)) as SessionRow;
}

/**
 * Finds, links or makes the user of an account at a provider, and makes a session. Hand the result to `setSessionCookie`: it
 * asks what a sign-in still owes, and only then tells the browser. For endpoints of plugins with protocols of their own.
 *
 * @example
 * const found = await handleOAuthUserInfo(ctx, { userInfo, account: { providerId: "corp", accountId: sub } });
 * if (found.error) throw ctx.redirect(`/sorry?error=${found.error}`);
 * await setSessionCookie(ctx, found.data);
 */
export async function handleOAuthUserInfo(
  ctx: GenericEndpointContext,
  input: OAuthUserInfoInput,
): Promise<OAuthUserInfoResult> {
  const resolved = await resolveUser(ctx, factsOf(input), {
    isClosed: input.disableSignUp === true,
  });
  if (resolved.status === "refused") return { data: null, error: resolved.error };
  const isRegister = resolved.status === "created";
  const { user, account } = resolved;
  const session = await makeSession(ctx, user);
  return { data: { session, user }, error: null, isRegister, accountCookie: account };
}

/**
 * Links an account at a provider to somebody who is signed in, as `link-social` does.
 * @example await linkOAuthAccount(ctx, { link: { email, userId }, userInfo, account, profile });
 */
export async function linkOAuthAccount(
  ctx: GenericEndpointContext,
  input: OAuthUserInfoInput & { link: { email: string; userId: string } },
): Promise<{ linked: true } | { linked: false; error: { code: LinkingError } }> {
  const { email, userId: id } = input.link;
  const session = ctx.context.session as SessionAndUser | null;
  const isOwn = session !== null && session.user.id === id;
  const user = { id, email, isFresh: isOwn && isFresh(scopeOf(ctx), session.session) };
  const done = await linkOwnAccount(ctx, factsOf(input), user);
  return done.status === "refused" ? { linked: false, error: { code: done.error } } : { linked: true };
}
