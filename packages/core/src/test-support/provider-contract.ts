import { existsSync, readFileSync } from "node:fs";
import { makeProvider } from "../social-providers/make-provider";
import type { OAuth2Tokens, OAuthProvider, OAuthUserHint } from "../types";
import { answerAsProvider, type ProviderRequest } from "./provider-answers";

/** A request as it was recorded; "{clientId}" and the like stand for values. */
export interface RecordedShape {
  url: string;
  method: string;
  body: Record<string, string> | null;
  query?: Record<string, string>;
  authorization?: string;
  headers: Record<string, string>;
}

/** What is documented of a provider. */
export interface ContractProvider {
  id: string;
  name: string;
  authorizationEndpoint: string;
  pkce: "S256" | false;
  defaultScopes: string[];
  scopeSeparator: string;
  authorizationParams: Record<string, string>;
  hash?: string;
  scopeOrder: "option then request" | "request then option" | "";
  forwards: string[];
  disableDefaultScopeHonoured: boolean;
  tokenRequest: RecordedShape;
  refresh: RecordedShape | false;
  userInfo: { endpoints: { url: string; method?: string; headers?: Record<string, string> }[]; fromIdToken: boolean };
  idTokenVerification:
    | false
    | {
        issuer?: string | string[];
        algorithms?: string[];
        maxTokenAge?: string;
        nonceComparison?: string;
        allowOpaqueToken?: boolean;
        audience?: string;
        jwksUrl?: string[];
        verify?: string;
      };
  urls: string[];
}

/** A person at a provider, as its documentation shows one, and the user that they are here. */
export interface ProfileCase {
  name: string;
  tokens: OAuth2Tokens & { user?: OAuthUserHint };
  /** Claims of the ID token. */
  idToken?: object;
  /** By "METHOD address"; `null` is a refusal, and `jpeg` a picture as base64. */
  answers: Record<string, unknown>;
  accountId: string | number | null;
  user: Record<string, unknown> | null;
}

interface ProfileFile {
  /** The page of the provider's documentation. */
  source: string;
  options?: object;
  cases: ProfileCase[];
}

const fixtures = new URL("../social-providers/fixtures/", import.meta.url);

/** The values that the requests were recorded with. */
export const values = {
  clientId: "client-id",
  clientKey: "client-key",
  clientSecret: "client-secret",
  code: "the-code",
  codeVerifier: "v".repeat(64),
  redirectURI: "https://app.example/api/auth/callback/provider",
  refreshToken: "refresh-token",
};

/** What some providers have to be told. */
const more: Record<string, object> = {
  cognito: { domain: "dom.auth.us-east-1.amazoncognito.com", region: "us-east-1", userPoolId: "us-east-1_pool" },
  tiktok: { clientId: undefined, clientKey: values.clientKey },
};

export const contract = readJSON<{ providers: Record<string, ContractProvider> }>("providers.json").providers;

/** A provider with what it has to be told, and `options`. */
export function providerWith(id: string, options: object = {}): OAuthProvider {
  return makeProvider(id, { ...optionsFor(id), ...options });
}

/** What a provider has to be told. */
export function optionsFor(id: string): object {
  const { clientId, clientSecret } = values;
  return { clientId, clientSecret, ...more[id] };
}

/** "METHOD address" of a recorded request. */
export function keyOf({ method, url, query }: RecordedShape): string {
  return `${method} ${url}${query ? `?${new URLSearchParams(filledAll(query))}` : ""}`;
}

export function profilesOf(id: string): ProfileFile {
  const path = `profiles/${id}.json`;
  return existsSync(new URL(path, fixtures)) ? readJSON(path) : { source: "", cases: [] };
}

/** Answers requests from a list by "METHOD address", and refuses all others. */
export function answerWith(answers: Readonly<Record<string, unknown>>): ProviderRequest[] {
  return answerAsProvider({ "https://": ({ method, url }) => responseOf(answers[`${method} ${url}`]) });
}

function responseOf(answer: unknown): Response {
  if (answer === undefined || answer === null) return Response.json({ message: "Forbidden" }, { status: 403 });
  if (typeof answer !== "object" || !("jpeg" in answer)) return Response.json(answer);
  return new Response(Buffer.from(String(answer.jpeg), "base64"), { headers: { "content-type": "image/jpeg" } });
}

/** Text of the contract with values in place of "{names}". */
export function filled(text: string): string {
  const basic = `Basic ${btoa(`${values.clientId}:${values.clientSecret}`)}`;
  return text
    .replace("Basic base64({clientId}:{clientSecret})", basic)
    .replace(/\{(\w+)\}/g, (all, name: string) => (values as Record<string, string>)[name] ?? all);
}

export function filledAll(record: Record<string, string> | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, filled(value)]));
}

function readJSON<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, fixtures), "utf8")) as T;
}
