import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import type { OAuth2Tokens, OAuthMappedUser, User } from "@better-auth/core/types";
import { expectTypeOf } from "vitest";
import { auth0, type GenericOAuthConfig, type GenericOAuthUserInfo, genericOAuth, line, microsoftEntraId } from ".";

const client = { clientId: "c", clientSecret: "s" };

const auth = betterAuth({
  plugins: [
    genericOAuth({
      config: [
        {
          providerId: "corp",
          ...client,
          discoveryUrl: "https://id.example.com/.well-known/openid-configuration",
          mapProfileToUser(profile) {
            expectTypeOf(profile).toEqualTypeOf<GenericOAuthUserInfo>();
            expectTypeOf(profile.email).toEqualTypeOf<string | null | undefined>();
            expectTypeOf(profile.anything).toEqualTypeOf<unknown>();
            return { name: profile.name };
          },
          async getUserInfo(tokens) {
            expectTypeOf(tokens).toEqualTypeOf<OAuth2Tokens>();
            return { id: 7, name: "Olly", email: "olly@example.com", emailVerified: true };
          },
          refreshTokenParams: async (context) => ({ account: context?.account?.id ?? "" }),
          accountSubject: ({ profile, tokens }) => `${profile.id}${tokens.accessToken}`,
        },
        auth0({ ...client, domain: "tenant.auth0.com" }),
        { ...line({ ...client, providerId: "line-jp" }), mapProfileToUser: async () => ({ team: "blue" }) },
        microsoftEntraId({ ...client, tenantId: "11111111-2222-3333-4444-555555555555" }),
      ],
    }),
  ],
});

expectTypeOf(auth.$Infer.Session.user).toEqualTypeOf<User>();
expectTypeOf(auth.$ERROR_CODES.INVALID_OAUTH_CONFIGURATION.code).toEqualTypeOf<"INVALID_OAUTH_CONFIGURATION">();
expectTypeOf(auth.$ERROR_CODES.TOKEN_URL_NOT_FOUND.code).toEqualTypeOf<"TOKEN_URL_NOT_FOUND">();
expectTypeOf<ReturnType<NonNullable<GenericOAuthConfig["mapProfileToUser"]>>>().toEqualTypeOf<
  OAuthMappedUser | Promise<OAuthMappedUser>
>();

// There is nothing to add to the client: the provider's id is all that it needs.
const authClient = createAuthClient();
await authClient.signIn.social({ provider: "corp", callbackURL: "/dashboard" });
await authClient.linkSocial({ provider: "line-jp" });
expectTypeOf((await authClient.signOut()).data?.url).toEqualTypeOf<string | undefined>();

// @ts-expect-error: a client id is needed
genericOAuth({ config: [{ providerId: "corp" }] });
// @ts-expect-error: no such method
genericOAuth({ config: [{ providerId: "corp", ...client, tokenEndpointAuth: { method: "basic" } }] });
genericOAuth({
  // @ts-expect-error: an assertion is needed
  config: [{ providerId: "corp", clientId: "c", tokenEndpointAuth: { method: "private_key_jwt" } }],
});
