import { createAuthMiddleware, getSessionFromCtx } from "@better-auth/core/api";
import { decryptOAuthToken } from "@better-auth/core/lifecycle";
import type { Account, GenericEndpointContext, OAuthProvider, PluginHooks, SignOutBody } from "@better-auth/core/types";
import type { ConfiguredProvider } from "./discovery";
import type { GenericOAuthConfig } from "./types";

const SIGN_OUT = "/sign-out";

/** A provider of ours. */
interface ProviderWithLogout extends OAuthProvider {
  /** @param idToken of whoever signs out; `null`: the provider signs nobody out */
  createLogoutURL(idToken: string | undefined, body: SignOutBody, origin: string): Promise<URL | null>;
}

/** Whether a provider may turn out to sign people out. */
export function maySignOut({ disableProviderLogout, discoveryUrl, endSessionEndpoint }: GenericOAuthConfig): boolean {
  return disableProviderLogout !== true && (discoveryUrl !== undefined || endSessionEndpoint !== undefined);
}

/** Lets a sign-out lead on to the provider. */
export function withLogout(made: OAuthProvider, { config, metadata }: ConfiguredProvider): ProviderWithLogout {
  return {
    ...made,
    async createLogoutURL(idToken, { callbackURL, state }, origin) {
      const { endSessionEndpoint } = await metadata();
      if (endSessionEndpoint === undefined || config.disableProviderLogout === true) return null;
      const backTo = callbackURL ? new URL(callbackURL, origin).href : config.postLogoutRedirectURI;
      // OpenID Connect RP-Initiated Logout 1.0 §2.
      const url = new URL(endSessionEndpoint);
      if (idToken !== undefined) url.searchParams.set("id_token_hint", idToken);
      if (backTo !== undefined) url.searchParams.set("post_logout_redirect_uri", backTo);
      if (backTo !== undefined || idToken === undefined) url.searchParams.set("client_id", config.clientId);
      if (backTo !== undefined && state) url.searchParams.set("state", state);
      return url;
    },
  };
}

function hasLogout(provider: OAuthProvider): provider is ProviderWithLogout {
  return "createLogoutURL" in provider;
}

/** Where somebody who signs out is signed in besides. */
interface Elsewhere {
  readonly provider: ProviderWithLogout;
  readonly idToken: string | undefined;
}

/** The ID token as the provider gave it. One that cannot be read, as of a secret that is gone, keeps nobody here. */
async function hintOf({ context }: GenericEndpointContext, { providerId, idToken }: Account) {
  try {
    return idToken ? await decryptOAuthToken(idToken, context) : undefined;
  } catch (error) {
    context.logger.warn(
      `generic-oauth: "${providerId}" is not told who signs out: the ID token cannot be read.`,
      error,
    );
    return undefined;
  }
}

/** The accounts of whoever is about to sign out, the one that was used last first. */
async function accountsElsewhere(ctx: GenericEndpointContext): Promise<Elsewhere[]> {
  const providers = new Map(ctx.context.socialProviders.filter(hasLogout).map((provider) => [provider.id, provider]));
  const session = await getSessionFromCtx(ctx, { disableCookieCache: true, disableRefresh: true });
  if (session === null) return [];
  const accounts = await ctx.context.internalAdapter.findAccounts(session.user.id);
  const found = accounts
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())
    .map(async (account): Promise<Elsewhere | null> => {
      const provider = providers.get(account.providerId);
      return provider === undefined ? null : { provider, idToken: await hintOf(ctx, account) };
    });
  return (await Promise.all(found)).filter((one) => one !== null);
}

/** Where the browser is sent to. A provider that cannot say keeps nobody here. */
async function logoutURL(ctx: GenericEndpointContext, elsewhere: readonly Elsewhere[], body: SignOutBody) {
  for (const { provider, idToken } of elsewhere) {
    try {
      const url = await provider.createLogoutURL(idToken, body, new URL(ctx.context.baseURL).origin);
      if (url !== null) return url.href;
    } catch (error) {
      ctx.context.logger.warn(`generic-oauth: "${provider.id}" could not be asked where it signs people out.`, error);
    }
  }
  return undefined;
}

/** Hooks of the sign-out: who it is is known before, where to go is answered after. */
export function logoutHooks(): PluginHooks {
  const leaving = new WeakMap<object, readonly Elsewhere[]>();
  return {
    before: [
      {
        paths: [SIGN_OUT],
        handler: createAuthMiddleware(async (ctx) => {
          leaving.set(ctx.context, await accountsElsewhere(ctx));
        }),
      },
    ],
    after: [
      {
        paths: [SIGN_OUT],
        handler: createAuthMiddleware(async (ctx) => {
          const { returned } = ctx.context;
          if ((returned as { success?: unknown } | undefined)?.success !== true) return undefined;
          const body: SignOutBody = ctx.body ?? {};
          const url = await logoutURL(ctx, leaving.get(ctx.context) ?? [], body);
          if (url === undefined) return undefined;
          const redirect = body.disableRedirect !== true;
          if (redirect) ctx.setHeader("Location", url);
          return { success: true, url, redirect };
        }),
      },
    ],
  };
}
