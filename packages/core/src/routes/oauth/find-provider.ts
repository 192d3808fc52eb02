import { APIError, BASE_ERROR_CODES } from "../../error";
import type { GenericEndpointContext, OAuthProvider } from "../../types";

/** The provider with an id; `undefined` when it is not configured. */
export function findProvider(ctx: GenericEndpointContext, id: string): OAuthProvider | undefined {
  return ctx.context.socialProviders.find((provider) => provider.id === id);
}

/** @throws {APIError} 404 PROVIDER_NOT_FOUND, and the log names the mend */
export function requireProvider(ctx: GenericEndpointContext, id: string): OAuthProvider {
  const provider = findProvider(ctx, id);
  if (provider !== undefined) return provider;
  const known = ctx.context.socialProviders.map((one) => one.id).join(", ") || "none";
  ctx.context.logger.error(
    `Provider ${JSON.stringify(id.slice(0, 100))} is not configured. Add it to socialProviders; these are configured: ${known}.`,
  );
  throw APIError.from("NOT_FOUND", BASE_ERROR_CODES.PROVIDER_NOT_FOUND);
}

/** Where a provider sends browsers back to, below the base path. */
export function getOAuthCallbackPath({ id, callbackPath }: Pick<OAuthProvider, "id" | "callbackPath">): string {
  return callbackPath ?? `/callback/${id}`;
}

/** The same as an absolute URL, which the provider has to know. */
export function redirectURIOf(ctx: GenericEndpointContext, provider: OAuthProvider): string {
  return `${ctx.context.baseURL}${getOAuthCallbackPath(provider)}`;
}

/** What a state is bound to: this provider, and this way back. */
export function bindingOf(ctx: GenericEndpointContext, provider: OAuthProvider) {
  return { providerId: provider.id, redirectURI: redirectURIOf(ctx, provider) };
}
