import type { BetterFetchOption, ClientPlugin, ClientStore, SuccessContext } from "@better-auth/client";
import { createCookieJar } from "./cookie-jar";
import { setupExpoFocusManager } from "./focus-manager";
import { appAddress, isNative } from "./native";
import { setupExpoOnlineManager } from "./online-manager";
import { createSessionCache } from "./session-cache";
import { signInInBrowser } from "./sign-in-in-browser";
import { type ExpoClientStorage, storageAdapter } from "./storage";

/** Options of the client half. */
export interface ExpoClientOptions {
  /** The scheme that opens the app. @default that in app.json */
  scheme?: string | undefined;
  /** Where cookies and the session are kept: `expo-secure-store`. */
  storage: ExpoClientStorage;
  /** What its keys begin with. @default "better-auth" */
  storagePrefix?: string | undefined;
  /** What the names of the server's cookies begin with, or one of several. @default "better-auth" */
  cookiePrefix?: string | readonly string[] | undefined;
  /** Do not show the session of before while the app starts. @default false */
  disableCache?: boolean | undefined;
  /** For `openAuthSessionAsync` of `expo-web-browser`. */
  webBrowserOptions?: object | undefined;
}

/** What the plugin adds to the client's types. */
export interface ExpoClientTypes {
  id: "expo";
  client: {
    /** The `Cookie` header of whoever is signed in, for requests of the app's own; "" on the web. */
    getCookie: () => Promise<string>;
  };
}

/** Members of a body that the browser is sent to. Relative ones are of the app. */
const ADDRESSES = ["callbackURL", "newUserCallbackURL", "errorCallbackURL"] as const;

/** Milliseconds: by then the client's own listeners have said that the session has changed. */
const LISTENED = 20;

/** In the options of a request: how many sign-outs there had been when it was sent. */
const SIGN_OUTS = Symbol("sign-outs");

type Fields = Record<string, unknown>;

/** Whether a body is fields of a call: lists, forms and bytes are sent as they are. */
const isFields = (body: unknown): body is Fields =>
  typeof body === "object" && body !== null && [Object.prototype, null].includes(Object.getPrototypeOf(body));

/** Whether a call opens a page of a provider, as far as its path says. */
const opensBrowser = (path: string): boolean => /^\/(sign-in|link-social)(\/|$)/.test(path);

/**
 * Lets an app that is made with Expo sign in: its cookies are kept in the device's secure storage, its requests name an
 * origin, and providers open in the system's browser. On the web it does nothing, for browsers do all that.
 *
 * @example
 * export const authClient = createAuthClient({
 *   baseURL: "https://example.com",
 *   plugins: [expoClient({ scheme: "myapp", storagePrefix: "myapp", storage: SecureStore })],
 * });
 */
export function expoClient(options: ExpoClientOptions): ClientPlugin<ExpoClientTypes> {
  if (!isNative()) return { id: "expo", getActions: () => ({ getCookie: async () => "" }) };

  const { storagePrefix = "better-auth", cookiePrefix = "better-auth", scheme } = options;
  const storage = storageAdapter(options.storage);
  const jar = createCookieJar(storage, `${storagePrefix}_cookie`, cookiePrefix);
  const cache = createSessionCache(storage, `${storagePrefix}_session_data`);
  let $store: ClientStore | undefined;
  let signOuts = 0;
  setupExpoFocusManager();
  setupExpoOnlineManager();

  /** The body of a call, with addresses of the app in place of relative ones. A page of a provider always leads back. */
  async function withAddresses(path: string, body: Fields): Promise<Fields> {
    const own: Fields = { ...body };
    if (opensBrowser(path) && (body.provider !== undefined || body.providerId !== undefined)) own.callbackURL ??= "/";
    for (const name of ADDRESSES) {
      const address = own[name];
      if (typeof address === "string" && address.startsWith("/")) own[name] = await appAddress(address, scheme);
    }
    return own;
  }

  async function prepare(path: string, given: BetterFetchOption): Promise<BetterFetchOption> {
    const body = isFields(given.body) ? given.body : undefined;
    const isByToken = body?.idToken !== undefined;
    // Whoever signs in by an ID token is nobody yet. Where cookies go, the server wants to know whose they are.
    const isAnonymous = isByToken && !path.startsWith("/link-social");
    const cookie = isAnonymous ? "" : await jar.header();
    return {
      ...given,
      ...{ [SIGN_OUTS]: signOuts },
      credentials: "omit", // the device's own cookies are those of all apps
      headers: {
        ...(given.headers as Record<string, string>),
        ...(cookie === "" ? {} : { cookie }),
        ...(isAnonymous ? {} : { "expo-origin": await appAddress("", scheme) }),
        "x-skip-oauth-proxy": "true",
      },
      ...(body === undefined ? {} : { body: isByToken ? body : await withAddresses(path, body) }),
    };
  }

  /** Has the session fetched again, unless the client has been told by the call. */
  function follow(): void {
    const signal = $store?.atoms.$sessionSignal;
    const before = signal?.get();
    setTimeout(() => {
      if (signal?.get() === before) $store?.notify("$sessionSignal");
    }, LISTENED);
  }

  async function take(path: string, { data, response, request }: SuccessContext): Promise<void> {
    // A session that was read before a sign-out, and comes after it, is over.
    const isOver = () => path === "/get-session" && Reflect.get(request, SIGN_OUTS) !== signOuts;
    if (isOver()) return;
    if (path === "/sign-out") signOuts++;
    const isChanged = await jar.take(response.headers.get("set-cookie"));
    if (path === "/get-session") {
      if (!options.disableCache && !isOver()) await cache.keep(data);
      return;
    }
    if (path === "/sign-out") await Promise.all([jar.clear(), cache.keep(null)]);
    if (isChanged) {
      await cache.forget();
      follow();
    }
    if (!opensBrowser(path) || data?.redirect !== true || typeof data.url !== "string") return;
    const cookies = await signInInBrowser({
      baseURL: String(request.baseURL),
      authorizationURL: data.url,
      oauthState: await jar.find("oauth_state"),
      callbackURL: callbackOf(request.body),
      options: options.webBrowserOptions,
    });
    if (!(await jar.take(cookies))) return;
    await cache.forget();
    $store?.notify("$sessionSignal");
  }

  return {
    id: "expo",
    getActions: (_, store) => {
      $store = store;
      if (!options.disableCache) cache.show(store).catch(() => {});
      return { getCookie: jar.header };
    },
    fetchPlugins: [
      {
        id: "expo",
        name: "Expo",
        init: async (path, given) => ({ options: await prepare(path, given) }),
        hooks: { onSuccess: (context) => take(pathOf(context), context) },
      },
    ],
  };
}

function pathOf({ request }: SuccessContext): string {
  const base = String(request.baseURL ?? "");
  const url = String(request.url);
  return (url.startsWith(base) ? url.slice(base.length) : new URL(url).pathname).split("?")[0] ?? "";
}

function callbackOf(body: unknown): string | undefined {
  if (typeof body !== "string") return undefined;
  const { callbackURL } = JSON.parse(body) as { callbackURL?: string };
  return callbackURL;
}
