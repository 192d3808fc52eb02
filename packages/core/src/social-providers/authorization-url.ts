import { createAuthorizationURL } from "../oauth2/create-authorization-url";
import type { AuthorizationRequest, ProviderOptions } from "../types";
import { checkClientSecret } from "./check-options";
import { type ForwardedParam, type Params, type ProviderDefinition, resolveOption } from "./definition";

/** The address that a browser is sent to (RFC 6749 §4.1.1). */
export async function authorizationURL<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  request: AuthorizationRequest,
): Promise<URL> {
  checkClientSecret(definition, options);
  const url = await createAuthorizationURL({
    id: definition.id,
    options,
    authorizationEndpoint: resolveOption(definition.authorizationEndpoint, options),
    redirectURI: request.redirectURI,
    state: request.state,
    codeVerifier: resolveOption(definition.pkce, options) ? request.codeVerifier : undefined,
    scopes: scopesOf(definition, options, request.scopes ?? []),
    scopeJoiner: definition.scopeSeparator,
    responseType: definition.responseType,
    nonce: request.idTokenNonce,
    additionalParams: {
      ...definedParams(resolveOption(definition.authorizationParams ?? {}, options)),
      ...definedParams(forwarded(definition.forwards ?? [], options, request)),
      ...request.additionalParams,
    },
  });
  definition.finishAuthorizationURL?.(url, options);
  return url;
}

/** What this provider understands of what the application and the caller said. */
function forwarded(
  forwards: readonly ForwardedParam[],
  options: Pick<ProviderOptions, "prompt" | "responseMode">,
  request: AuthorizationRequest,
): Params {
  const said: Record<ForwardedParam, string | undefined> = {
    login_hint: request.loginHint,
    prompt: options.prompt,
    display: request.display,
    response_mode: options.responseMode,
  };
  return Object.fromEntries(forwards.map((param) => [param, said[param]]));
}

function scopesOf<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  requested: readonly string[],
): string[] | undefined {
  if (definition.scopeOrder === "unsent") return undefined;
  const defaults = options.disableDefaultScope ? [] : resolveOption(definition.defaultScopes, options);
  const configured = options.scope ?? [];
  const scopes =
    definition.scopeOrder === "request-first"
      ? [...defaults, ...requested, ...configured]
      : [...defaults, ...configured, ...requested];
  return scopes.length === 0 ? undefined : scopes;
}

/** Parameters without those that are undefined. */
export function definedParams(params: Params): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
