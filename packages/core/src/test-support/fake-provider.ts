import type { BetterAuthPlugin, OAuth2Tokens, OAuth2UserInfo, OAuthProvider } from "../types";

/** What somebody is at the fake provider. */
export interface FakePerson {
  sub: string;
  name?: string | undefined;
  email?: string | null | undefined;
  email_verified?: boolean | undefined;
  picture?: string | undefined;
}

/** A provider in this process, whose people, answers and failures are a test's to choose. */
export interface FakeProvider {
  readonly plugin: BetterAuthPlugin;
  /** Who signs in there next. */
  person: FakePerson;
  tokens: OAuth2Tokens;
  /** Codes that it exchanged. */
  readonly exchanged: { code: string; codeVerifier?: string | undefined; redirectURI: string }[];
  /** Refresh tokens that it took. */
  readonly refreshed: string[];
  /** What it answers to a refresh token. */
  refresh: (refreshToken: string) => Promise<OAuth2Tokens>;
  /** Waited for before the profile is told. */
  gate: () => Promise<void>;
}

/** A provider that a plugin adds; `settings` go over it. */
export function fakeProvider(id = "fake", settings: Partial<OAuthProvider> = {}): FakeProvider {
  const fake: FakeProvider = {
    person: { sub: "1", name: "Alice", email: "alice@example.com", email_verified: true },
    tokens: { accessToken: `${id}-access`, refreshToken: `${id}-refresh`, scopes: ["profile", "email"] },
    exchanged: [],
    refreshed: [],
    async refresh() {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const count = fake.refreshed.length;
      return { accessToken: `${id}-access-${count}`, accessTokenExpiresAt: new Date(Date.now() + 3600_000) };
    },
    gate: async () => {},
    plugin: {
      id: `${id}-provider`,
      init: (context) => ({ context: { socialProviders: [...context.socialProviders, provider] } }),
    },
  };
  const provider: OAuthProvider = {
    id,
    name: id,
    createAuthorizationURL({ state, redirectURI, codeVerifier, scopes = [], loginHint, idTokenNonce }) {
      const url = new URL(`https://${id}.example/authorize`);
      const params = { state, redirect_uri: redirectURI, verifier: codeVerifier, scope: scopes.join(" ") };
      for (const [name, value] of Object.entries({ ...params, login_hint: loginHint, nonce: idTokenNonce }))
        if (value) url.searchParams.set(name, value);
      return url;
    },
    async validateAuthorizationCode(exchange) {
      if (exchange.code === "bad") throw new Error("bad code");
      fake.exchanged.push(exchange);
      return { ...fake.tokens };
    },
    async getUserInfo() {
      await fake.gate();
      const { name, email, email_verified: emailVerified = false, picture: image } = fake.person;
      const user: OAuth2UserInfo & Record<string, unknown> = { name, email, image, emailVerified };
      return { user, data: { ...fake.person } };
    },
    accountSubject: ({ profile }) => String(profile.sub),
    refreshAccessToken(refreshToken) {
      fake.refreshed.push(refreshToken);
      return fake.refresh(refreshToken);
    },
    ...settings,
  };
  return fake;
}
