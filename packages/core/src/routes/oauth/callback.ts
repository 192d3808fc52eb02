import type { ProviderFacts } from "../../account-linking/facts";
import { linkOwnAccount } from "../../account-linking/link-own-account";
import { signInWithProvider } from "../../account-linking/sign-in-with-provider";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import { askForEmail } from "../../missing-email/ask-for-email";
import { asRedirect, errorRedirect } from "../../oauth-state/error-redirect";
import { parseState } from "../../oauth-state/state";
import { verifyProviderIdToken } from "../../oauth2/verify-provider-id-token";
import { isFresh } from "../../session/freshness";
import type { GenericEndpointContext, OAuth2Tokens, OAuthProvider, OAuthState, OAuthUserHint } from "../../types";
import * as z from "../../validation/zod";
import { bindingOf, findProvider, redirectURIOf } from "./find-provider";
import { readFacts } from "./read-facts";
import { startAtProvider } from "./start";

const parameter = z.optional(z.string());
const callbackFields = {
  code: parameter,
  error: parameter,
  device_id: parameter,
  error_description: parameter,
  state: parameter,
  user: parameter,
  iss: parameter,
};
const FIELDS = Object.keys(callbackFields) as readonly (keyof typeof callbackFields)[];
const callbackParams = z.object(callbackFields);

type Params = { [K in keyof typeof callbackFields]?: string | undefined };

/** What Apple posts along, the first time only. Text of a browser: nothing of it is proof of anything. */
function readUserHint(text: string | undefined): OAuthUserHint | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const { name } = (value ?? {}) as OAuthUserHint;
    const part = (given: unknown) => (typeof given === "string" ? given : undefined);
    return { name: { firstName: part(name?.firstName), lastName: part(name?.lastName) } };
  } catch {
    return undefined;
  }
}

/** Who answers for this provider. While it cannot say, nothing of a callback is believed. */
async function identityOf(ctx: GenericEndpointContext, provider: OAuthProvider, state: OAuthState) {
  if (provider.discover === undefined) return provider;
  try {
    return await provider.discover();
  } catch (error) {
    throw asRedirect(ctx, error, state.errorURL);
  }
}

/** A provider that answers in place of another one says who it is (RFC 9207). */
async function checkIssuer(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  { iss }: Params,
  state: OAuthState,
): Promise<void> {
  const { issuer, sendsIssuer } = await identityOf(ctx, provider, state);
  if (issuer === undefined) return;
  if (iss === undefined && sendsIssuer === true) throw errorRedirect(ctx, "issuer_missing", state.errorURL);
  if (iss !== undefined && iss !== issuer) {
    ctx.context.logger.error(
      `Provider ${provider.id}: a callback came from issuer ${JSON.stringify(iss.slice(0, 200))}.`,
    );
    throw errorRedirect(ctx, "issuer_mismatch", state.errorURL);
  }
}

async function exchange(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  { code, device_id: deviceId }: Params,
  state: OAuthState,
): Promise<OAuth2Tokens> {
  if (!code) throw errorRedirect(ctx, "no_code", state.errorURL);
  try {
    const { codeVerifier } = state;
    return await provider.validateAuthorizationCode({
      code,
      codeVerifier,
      deviceId,
      redirectURI: redirectURIOf(ctx, provider),
    });
  } catch (error) {
    ctx.context.logger.error(`Provider ${provider.id}: the code could not be exchanged.`, error);
    throw errorRedirect(ctx, "invalid_code", state.errorURL);
  }
}

/** An ID token that comes with a code has to be the answer to this very browser's question. */
async function checkNonce(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  { idToken }: OAuth2Tokens,
  state: OAuthState,
): Promise<void> {
  if (provider.requiresIdTokenNonce !== true || idToken === undefined) return;
  const { idTokenNonce } = state;
  if (!idTokenNonce) throw errorRedirect(ctx, "nonce_binding_missing", state.errorURL);
  if (!(await verifyProviderIdToken(provider, idToken, idTokenNonce, ctx))) {
    throw errorRedirect(ctx, "unable_to_get_user_info", state.errorURL);
  }
}

/** Only the browser in which whoever asked is signed in links: a link that somebody was sent does nothing. */
async function linkHere(ctx: GenericEndpointContext, facts: ProviderFacts, state: OAuthState): Promise<void> {
  const wanted = state.link?.userId;
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session === null || session.user.id !== wanted) {
    throw errorRedirect(ctx, "unable_to_link_account", state.errorURL);
  }
  const { id, email } = session.user;
  const done = await linkOwnAccount(ctx, facts, { id, email, isFresh: isFresh(scopeOf(ctx), session.session) });
  if (done.status === "refused") throw errorRedirect(ctx, done.error, state.errorURL);
}

async function finish(ctx: GenericEndpointContext, facts: ProviderFacts, state: OAuthState): Promise<string> {
  const { callbackURL, newUserURL, errorURL, requestSignUp } = state;
  if (state.link) {
    await linkHere(ctx, facts, state);
    return callbackURL;
  }
  const way = { callbackURL, newUserURL, errorURL, requestSignUp };
  const done = await signInWithProvider(ctx, facts, {
    requestSignUp,
    callbackURL,
    askForEmail: () => askForEmail(ctx, facts, way, state),
  });
  if (done.status === "email-required") return done.page;
  if (done.status === "refused") throw errorRedirect(ctx, done.error, errorURL);
  return (done.isNewUser && newUserURL) || callbackURL;
}

async function complete(ctx: GenericEndpointContext, provider: OAuthProvider, params: Params): Promise<string> {
  const state = await parseState(ctx, bindingOf(ctx, provider));
  await checkIssuer(ctx, provider, params, state);
  if (params.error) throw errorRedirect(ctx, params.error, state.errorURL, params.error_description);
  const tokens = await exchange(ctx, provider, params, state);
  await checkNonce(ctx, provider, tokens, state);
  const facts = await readFacts(ctx, provider, tokens, readUserHint(params.user));
  if (facts === null) throw errorRedirect(ctx, "unable_to_get_user_info", state.errorURL);
  try {
    return await finish(ctx, facts, state);
  } catch (error) {
    throw asRedirect(ctx, error, state.errorURL);
  }
}

/** A form that another site posts carries no cookies of ours: the browser comes again with them, by GET. */
function comeAgain(ctx: GenericEndpointContext, provider: string, params: Params): never {
  const query = new URLSearchParams();
  for (const name of FIELDS) if (params[name]) query.set(name, params[name] as string);
  throw ctx.redirect(`${ctx.context.baseURL}/callback/${encodeURIComponent(provider)}?${query}`);
}

/**
 * Where providers send browsers back to: spends the state, exchanges the code, signs in or links, and sends the browser on
 * to where it wanted to go, or to a page that says why it did not work.
 */
export const callbackOAuth = createAuthEndpoint(
  "/callback/:id",
  {
    method: ["GET", "POST"],
    operationId: "handleOAuthCallback",
    body: z.optional(callbackParams),
    query: z.optional(callbackParams),
    metadata: {
      isAction: false,
      isFromAnywhere: true,
      allowedMediaTypes: ["application/x-www-form-urlencoded", "application/json"],
    },
  },
  async (ctx) => {
    // RFC 9110 §9.3.2: HEAD is for looking, and spends nothing.
    if (ctx.request?.method === "HEAD") throw ctx.redirect(`${ctx.context.baseURL}/error`);
    const { id } = ctx.params;
    const params: Params = { ...ctx.query, ...ctx.body };
    if (ctx.method === "POST") return comeAgain(ctx, id, params);
    const provider = findProvider(ctx, id);
    if (provider === undefined) {
      const state = await parseState(ctx);
      throw errorRedirect(ctx, "oauth_provider_not_found", state.errorURL);
    }
    if (!params.state && !params.error && provider.allowIdpInitiated === true) {
      const url = await startAtProvider(ctx, provider, {}).catch((error: unknown) => {
        throw asRedirect(ctx, error, undefined);
      });
      throw ctx.redirect(url.toString());
    }
    throw ctx.redirect(await complete(ctx, provider, params));
  },
);
