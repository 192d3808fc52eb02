import { loadWebBrowser } from "./native";

/** A page of a provider that the system's browser has to open. */
export interface ProviderPage {
  /** The base of the auth server's routes. */
  baseURL: string;
  authorizationURL: string;
  /** The state, where the server keeps it in a cookie. */
  oauthState: string | undefined;
  /** Where the browser comes back to. */
  callbackURL: string | undefined;
  /** For `openAuthSessionAsync`. */
  options: object | undefined;
}

/**
 * Has somebody sign in at a provider, in the system's browser, whose cookies are not those of the app: it begins at the auth
 * server, which gives it the cookie of the state.
 *
 * @returns the cookies that it comes back with, as a `Set-Cookie` header; `null` when it was closed, or has none
 */
export async function signInInBrowser(page: ProviderPage): Promise<string | null> {
  const browser = await loadWebBrowser();
  try {
    // One that is still open would refuse the next.
    browser.dismissAuthSession();
  } catch {
    // There was none.
  }
  const query = new URLSearchParams({ authorizationURL: page.authorizationURL });
  if (page.oauthState !== undefined) query.set("oauthState", page.oauthState);
  const result = await browser.openAuthSessionAsync(
    `${page.baseURL}/expo-authorization-proxy?${query}`,
    page.callbackURL,
    page.options,
  );
  if (result.type !== "success" || !result.url) return null;
  return new URL(result.url).searchParams.get("cookie");
}
