import type { Plugin } from "@better-auth/core/types";
import { GENERIC_OAUTH_ERROR_CODES } from "./error-codes";
import { logoutHooks, maySignOut } from "./provider-logout";
import type { GenericOAuthOptions, GenericOAuthTypes } from "./types";

/**
 * Sign-in with any provider of OAuth 2.0 or OpenID Connect, by `signIn.social` and `linkSocial`.
 *
 * @example
 * export const auth = betterAuth({
 *   plugins: [
 *     genericOAuth({
 *       config: [
 *         {
 *           providerId: "corp",
 *           discoveryUrl: "https://id.example.com/.well-known/openid-configuration",
 *           clientId: process.env.CORP_CLIENT_ID as string,
 *           clientSecret: process.env.CORP_CLIENT_SECRET,
 *           scopes: ["openid", "profile", "email"],
 *         },
 *       ],
 *     }),
 *   ],
 * });
 */
export function genericOAuth<const ID extends string>(options: GenericOAuthOptions<ID>): Plugin<GenericOAuthTypes> {
  return {
    id: "generic-oauth",
    // What is wrong with the options throws when the instance is first used: builds import it without their environment.
    async init(context) {
      const { startProviders } = await import("./start-providers");
      return { context: { socialProviders: [...context.socialProviders, ...startProviders(options.config, context)] } };
    },
    hooks: options.config?.some(maySignOut) ? logoutHooks() : undefined,
    options,
    $ERROR_CODES: GENERIC_OAUTH_ERROR_CODES,
  };
}
