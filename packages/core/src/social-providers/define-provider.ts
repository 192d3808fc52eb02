import { BetterAuthError } from "../error";
import type { OAuthProvider, ProviderOptions } from "../types";
import { authorizationURL } from "./authorization-url";
import { checkProviderOptions } from "./check-options";
import type { ProviderDefinition } from "./definition";
import { checkReceivedIdToken } from "./id-token-claims";
import { exchangeCode, refreshTokens } from "./token-requests";
import { isSubject, userInfo } from "./user-info";

/** Makes a provider from the options of an application. */
export type SocialProviderFactory<P extends object, O extends ProviderOptions<P>> = (
  options: O,
) => OAuthProvider<P> & { options: O };

/**
 * Makes the factory of a provider from what is particular about it. The factory throws a BetterAuthError for options that
 * cannot work.
 *
 * @example
 * export const example = defineProvider<ExampleProfile, ExampleOptions>({
 *   id: "example",
 *   name: "Example",
 *   authorizationEndpoint: "https://example.com/authorize",
 *   tokenEndpoint: "https://example.com/token",
 *   defaultScopes: ["email"],
 *   pkce: true,
 *   profile: ({ accessToken }) => fetchProfile("https://example.com/me", { accessToken }),
 *   subject: (profile) => profile.id,
 *   map: (profile) => ({ name: profile.name, email: profile.email, emailVerified: profile.verified }),
 * });
 */
export function defineProvider<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
): SocialProviderFactory<P, O> {
  const { id, name, verifyIdToken } = definition;
  return (options) => {
    checkProviderOptions(definition, options);
    const rules = definition.idToken?.(options);
    return {
      id,
      name,
      options,
      createAuthorizationURL: (request) => authorizationURL(definition, options, request),
      async validateAuthorizationCode(exchange) {
        const tokens = await exchangeCode(definition, options, exchange);
        await checkReceivedIdToken(definition, options, tokens);
        return tokens;
      },
      refreshAccessToken:
        options.refreshAccessToken ??
        (definition.refresh === false
          ? undefined
          : async (refreshToken) => {
              const tokens = await refreshTokens(definition, options, refreshToken);
              await checkReceivedIdToken(definition, options, tokens);
              return tokens;
            }),
      getUserInfo: options.getUserInfo ?? ((tokens) => userInfo(definition, options, tokens)),
      accountSubject({ profile }) {
        const subject = definition.subject(profile);
        if (isSubject(subject)) return subject;
        throw new BetterAuthError(
          `socialProviders.${id}.getUserInfo gave no subject: its data has to be ${name}'s profile.`,
        );
      },
      idToken: rules && { audience: options.clientId ?? [], ...rules },
      verifyIdToken:
        options.verifyIdToken ?? (verifyIdToken && ((token, nonce) => verifyIdToken(token, nonce, options))),
      disableSignUp: options.disableSignUp,
      disableImplicitSignUp: options.disableImplicitSignUp,
      disableIdTokenSignIn: options.disableIdTokenSignIn,
      requireEmailVerification: options.requireEmailVerification,
      overrideUserInfoOnSignIn: options.overrideUserInfoOnSignIn,
    };
  };
}
