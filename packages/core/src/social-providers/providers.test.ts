import { afterEach, describe, expect, it, vi } from "vitest";
import { type ProviderRequest, unsignedIdToken } from "../test-support/provider-answers";
import {
  answerWith,
  contract,
  filled,
  filledAll,
  keyOf,
  profilesOf,
  providerWith,
  type RecordedShape,
  values,
} from "../test-support/provider-contract";
import type { AuthorizationRequest } from "../types";
import { socialProviders } from "./providers";

// What is expected is read from fixtures/providers.json, which says what each provider is asked; the people in
// fixtures/profiles/ are those of the providers' own documentation.

const providers = Object.values(contract);
/** The body that spends a refresh token, without the client's secret. */
const spending = { grant_type: "refresh_token", refresh_token: "{refreshToken}" };
const request = { state: "the-state", codeVerifier: values.codeVerifier, redirectURI: values.redirectURI };

afterEach(() => {
  vi.unstubAllGlobals();
});

async function addressOf(id: string, options: object = {}, more: Partial<AuthorizationRequest> = {}): Promise<URL> {
  return providerWith(id, options).createAuthorizationURL({ ...request, ...more });
}

async function scopesOf(id: string, options: object, scopes?: string[]): Promise<string | null> {
  return (await addressOf(id, options, { scopes })).searchParams.get("scope");
}

it("has every provider of the contract, in its order", () => {
  expect(Object.keys(socialProviders)).toEqual(Object.keys(contract));
  expect(providers).toHaveLength(36);
});

describe.each(providers)("$id", (expected) => {
  const { id, scopeSeparator: separator, defaultScopes } = expected;

  it("is told from the others", () => {
    const provider = providerWith(id);
    expect(provider.id).toBe(id);
    expect(provider.name).toBe(expected.name);
  });

  it("sends browsers to the provider with what it expects", async () => {
    const url = await addressOf(id);
    expect(url.origin + url.pathname).toBe(expected.authorizationEndpoint);
    expect(url.hash).toBe(expected.hash ?? "");
    const challenge = { code_challenge_method: "S256", code_challenge: expect.stringMatching(/^[\w-]{43}$/) };
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...filledAll(expected.authorizationParams),
      state: request.state,
      redirect_uri: request.redirectURI,
      ...(defaultScopes.length > 0 && { scope: defaultScopes.join(separator) }),
      ...(expected.pkce === "S256" && challenge),
    });
  });

  it("asks for scopes in the documented order", async () => {
    const asked = {
      "option then request": [...defaultScopes, "of.option", "of.request"],
      "request then option": [...defaultScopes, "of.request", "of.option"],
      "": [],
    }[expected.scopeOrder];
    const joined = (scopes: string[]) => (scopes.length > 0 ? scopes.join(separator) : null);
    expect(await scopesOf(id, { scope: ["of.option"] }, ["of.request"])).toBe(joined(asked));
    const withoutDefaults = asked.filter((scope) => !defaultScopes.includes(scope));
    expect(await scopesOf(id, { scope: ["of.option"], disableDefaultScope: true }, ["of.request"])).toBe(
      joined(withoutDefaults),
    );
  });

  it("forwards what the provider understands", async () => {
    const wishes = { prompt: "consent", responseMode: "query", accessType: "offline", hd: "example.com" };
    const url = await addressOf(id, wishes, { loginHint: "jane", display: "popup", additionalParams: { extra: "1" } });
    const sent = { prompt: "consent", response_mode: "query", access_type: "offline", hd: "example.com" };
    const all = { ...sent, login_hint: "jane", display: "popup", extra: "1" };
    const forwarded = Object.entries(all).flatMap(([name, value]) =>
      url.searchParams.get(name) === value ? [name.replace("extra", "additionalParams")] : [],
    );
    // Everybody is sent `additionalParams`, also Cloudflare (docs/deviations.md, 112).
    expect(forwarded.sort()).toEqual([...new Set([...expected.forwards, "additionalParams"])].sort());
  });

  it("sends browsers back to where the options say, and asks where they say", async () => {
    const redirectURI = "https://other.example/callback";
    const url = await addressOf(id, { redirectURI, authorizationEndpoint: "https://proxy.example/authorize" });
    expect(url.searchParams.get("redirect_uri")).toBe(redirectURI);
    expect(url.href).toMatch(/^https:\/\/proxy\.example\/authorize\?/);
  });

  it("exchanges a code as the provider expects", async () => {
    const answer = { access_token: "a", token_type: "Bearer", expires_in: 60, refresh_token: "r" };
    const requests = answerWith({ [keyOf(expected.tokenRequest)]: answer });
    const { code, codeVerifier, redirectURI } = values;
    const tokens = await providerWith(id).validateAuthorizationCode({
      code,
      codeVerifier,
      redirectURI,
      deviceId: "DEV",
    });
    expect(tokens).toMatchObject({ accessToken: "a", refreshToken: "r", raw: answer });
    // Only VK's callback brings a device along.
    if (expected.tokenRequest.body?.device_id === undefined) requests[0]?.body.delete("device_id");
    expect(requests.map(shapeOf)).toEqual([expectedShape(expected.tokenRequest)]);
  });

  it("spends a refresh token as the provider expects", async () => {
    const provider = providerWith(id);
    if (expected.refresh === false) {
      expect(provider.refreshAccessToken).toBeUndefined();
      return;
    }
    // Notion's documentation has the secret in the header here, too.
    const refreshRequest = id === "notion" ? { ...expected.tokenRequest, body: spending } : expected.refresh;
    const requests = answerWith({ [keyOf(refreshRequest)]: { access_token: "b", token_type: "Bearer" } });
    expect(await provider.refreshAccessToken?.(values.refreshToken)).toMatchObject({ accessToken: "b" });
    expect(requests.map(shapeOf)).toEqual([expectedShape(refreshRequest)]);
  });

  it("takes ID tokens of pages by the documented rules, and not without any", () => {
    const { idToken, verifyIdToken } = providerWith(id);
    const rules = expected.idTokenVerification;
    expect(idToken !== undefined || verifyIdToken !== undefined).toBe(rules !== false);
    if (rules === false || rules.verify !== undefined) return;
    expect(idToken).toMatchObject({ algorithms: rules.algorithms, audience: values.clientId });
    expect(idToken?.issuer).toEqual(rules.issuer);
    expect(idToken?.maxTokenAge).toBe(rules.maxTokenAge);
    expect(idToken?.nonceComparison).toBe(rules.nonceComparison);
    expect(idToken?.allowOpaqueToken).toBe(rules.allowOpaqueToken);
    if (rules.jwksUrl) expect(idToken?.jwks).toMatch(patternOf(rules.jwksUrl[0] ?? ""));
  });

  const { cases, options, source } = profilesOf(id);

  it("has people to know", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)(`knows $name (${source})`, async ({ tokens, idToken, answers, accountId, user }) => {
    const requests = answerWith(answers);
    const provider = providerWith(id, options);
    const given = { ...tokens, idToken: idToken && unsignedIdToken(idToken) };
    const info = await provider.getUserInfo(given);
    expect(info && withoutUndefined(info.user)).toEqual(user);
    if (info) expect(await provider.accountSubject({ profile: info.data, tokens: given })).toBe(accountId);
    expect(requests.map((sent) => shapeOf(sent).key)).toEqual(expect.arrayContaining(Object.keys(answers)));
    for (const { url } of requests) expect(isDocumented(url.href), url.href).toBe(true);
  });

  it("asks for profiles with the documented headers", async () => {
    const { answers, tokens } = cases[0] ?? { answers: {}, tokens: {} };
    const requests = answerWith(answers);
    await providerWith(id, options).getUserInfo({
      ...tokens,
      idToken: cases[0]?.idToken && unsignedIdToken(cases[0].idToken),
    });
    for (const endpoint of expected.userInfo.endpoints) {
      const sent = requests.find(({ url }) => patternOf(pathOf(endpoint.url)).test(url.href)) ?? requests[0];
      if (sent === undefined && expected.userInfo.fromIdToken) continue;
      expect(sent?.method).toBe(endpoint.method ?? "GET");
      for (const [name, value] of Object.entries(endpoint.headers ?? {})) {
        expect(sent?.headers.get(name), name).toContain(value.replace("{token.accessToken}", "access-token"));
      }
    }
  });

  /** Whether an address is one of those that the contract names, or is made from one that it names. */
  function isDocumented(url: string): boolean {
    const endpoints = expected.userInfo.endpoints.map((endpoint) => endpoint.url);
    const isMade = endpoints.some((endpoint) => !endpoint.startsWith("https://"));
    if (isMade && expected.urls.some((known) => url.startsWith(`${known}/`))) return true;
    return [...expected.urls, ...endpoints].some((known) => patternOf(pathOf(known)).test(url));
  }
});

function shapeOf({ method, url, headers, body }: ProviderRequest) {
  return { key: `${method} ${url.href}`, headers: Object.fromEntries(headers), body: Object.fromEntries(body) };
}

/** A recorded request with values in the place of names, and nothing besides. */
function expectedShape(shape: RecordedShape): ReturnType<typeof shapeOf> {
  const headers = { ...shape.headers, ...(shape.authorization && { authorization: filled(shape.authorization) }) };
  return {
    key: keyOf(shape),
    // Whoever sends it says who it is, and JSON is asked for unless something else is.
    headers: { accept: "application/json", ...headers, "user-agent": "better-auth" },
    body: filledAll(shape.body),
  };
}

function withoutUndefined(user: object): object {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined));
}

/** The address before its query. */
function pathOf(template: string): string {
  return template.split(/[?"]/)[0] ?? "";
}

/** `${names}` and {names} stand for anything but a slash; a name alone, such as "userEndpoint", for nothing. */
function patternOf(template: string): RegExp {
  const source = template
    .split(/\$?\{[^}]*\}/)
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
    .join("[^/]+");
  return new RegExp(`^${source}(?:[?]|$)`);
}
