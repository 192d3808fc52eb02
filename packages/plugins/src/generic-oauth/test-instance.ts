import type { BetterAuthOptions } from "@better-auth/core/types";
import { type Answer, type Browser, makeAuth, ORIGIN } from "test-kit";
import { expect } from "vitest";
import { genericOAuth } from "./generic-oauth";
import { CLIENT, type TestProvider } from "./test-provider";
import type { GenericOAuthConfig } from "./types";

/** A provider with discovery, as a configuration. */
export function discovered(provider: TestProvider, over: Partial<GenericOAuthConfig> = {}): GenericOAuthConfig {
  return { providerId: "corp", ...CLIENT, discoveryUrl: provider.discoveryUrl, scopes: ["openid", "email"], ...over };
}

/** The same provider without. */
export function configured(provider: TestProvider, over: Partial<GenericOAuthConfig> = {}): GenericOAuthConfig {
  return { providerId: "corp", ...CLIENT, ...provider.endpoints, ...over };
}

/** An instance with providers, and what it logs. */
export async function make(
  config: GenericOAuthConfig | GenericOAuthConfig[],
  options: Omit<Partial<BetterAuthOptions>, "plugins"> = {},
) {
  const log: string[] = [];
  const made = await makeAuth({
    logger: { level: "debug", log: (level, message) => void log.push(`${level}: ${message}`) },
    ...options,
    plugins: [genericOAuth({ config: [config].flat() })],
  });
  const accounts = () => made.rows("select * from account where providerId <> 'credential'");
  return { ...made, log: () => log.join("\n"), accounts, users: () => made.rows("select * from user") };
}

/** Begins at a provider. */
export async function start(browser: Browser, body: Record<string, unknown> = {}, path = "/sign-in/social") {
  const targets = { callbackURL: "/done", errorCallbackURL: "/sorry", newUserCallbackURL: "/new" };
  const answer = await browser.post(path, { provider: "corp", ...targets, ...body });
  expect(answer).toMatchObject({ status: 200, body: { redirect: true } });
  return new URL(answer.body.url);
}

/** Follows an authorization request to the provider, and gives where it sends the browser back to. */
export async function visit(url: URL): Promise<URL> {
  const answer = await fetch(url, { redirect: "manual" });
  return new URL(answer.headers.get("location") as string);
}

/** Comes back: to whatever address the provider named, at this instance. */
export function comeBack(browser: Browser, back: URL): Promise<Answer> {
  return browser.get(`${ORIGIN}${back.pathname}${back.search}`);
}

/** There and back again: where the browser ends. */
export async function dance(browser: Browser, body: Record<string, unknown> = {}, path?: string) {
  const answer = await comeBack(browser, await visit(await start(browser, body, path)));
  return answer.headers.get("location");
}

export const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;
