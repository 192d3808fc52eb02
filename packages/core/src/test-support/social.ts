import type { BetterAuthOptions, BetterAuthPlugin } from "../types";
import type { Answer, Browser } from "./browser";
import { type FakeProvider, fakeProvider } from "./fake-provider";
import { makeAuth } from "./instance";

/** Begins at a provider, and comes back with its answer. */
export async function startSocial(
  browser: Browser,
  provider: string,
  body: Record<string, unknown> = {},
  path = "/sign-in/social",
): Promise<{ url: URL; state: string; answer: Answer }> {
  const answer = await browser.post(path, { provider, callbackURL: "/done", errorCallbackURL: "/sorry", ...body });
  const url = new URL(answer.body.url);
  return { url, state: url.searchParams.get("state") as string, answer };
}

/** Comes back from a provider. */
export function comeBack(browser: Browser, provider: string, query: Record<string, string>): Promise<Answer> {
  return browser.get(`/callback/${provider}?${new URLSearchParams(query)}`);
}

/** There and back again. */
export async function signInSocial(
  browser: Browser,
  provider = "fake",
  body: Record<string, unknown> = {},
): Promise<Answer> {
  const { state } = await startSocial(browser, provider, body);
  return comeBack(browser, provider, { code: "good", state });
}

/** Links an account to whoever is signed in, there and back again. */
export async function linkSocial(
  browser: Browser,
  provider = "fake",
  body: Record<string, unknown> = {},
): Promise<Answer> {
  const { state } = await startSocial(browser, provider, body, "/link-social");
  return comeBack(browser, provider, { code: "good", state });
}

/** Where an answer leads. */
export const locationOf = (answer: Answer): string | null => answer.headers.get("location");

/** An instance with a provider in this process. */
export async function makeSocial(
  options: Omit<Partial<BetterAuthOptions>, "plugins"> & { plugins?: BetterAuthPlugin[]; file?: string } = {},
  fakes: readonly FakeProvider[] = [fakeProvider()],
) {
  const [fake] = fakes as [FakeProvider];
  const plugins = [...fakes.map(({ plugin }) => plugin), ...(options.plugins ?? [])];
  return { ...(await makeAuth({ ...options, plugins })), fake };
}
