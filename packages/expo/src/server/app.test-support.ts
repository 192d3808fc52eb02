import { type Browser, fakeProvider, makeAuth } from "test-kit";
import { expo } from "./expo";

type AuthOptions = Omit<NonNullable<Parameters<typeof makeAuth>[0]>, "plugins">;

export const APP = "myapp://";

/** An instance for an app, with a provider, and what an app does on a device. */
export async function make(options: AuthOptions = {}, settings: Parameters<typeof expo>[0] = {}) {
  const provider = fakeProvider();
  const made = await makeAuth({ trustedOrigins: [APP], ...options, plugins: [expo(settings), provider.plugin] });

  /** A call of the app: it sends its cookies and names itself, and no `Origin`. */
  const call = (app: Browser, path: string, body: unknown, headers: Record<string, string> = { "expo-origin": APP }) =>
    app.post(path, body, { origin: null, headers });

  /** The provider's page, and the state that the app keeps where it is in a cookie. */
  async function start(app: Browser, callbackURL = "myapp://home") {
    const { body } = await call(app, "/sign-in/social", { provider: "fake", callbackURL });
    const authorizationURL: string = body.url;
    const oauthState = app.jar.get("better-auth.oauth_state");
    const state = new URL(authorizationURL).searchParams.get("state") as string;
    return {
      authorizationURL,
      state,
      ...(oauthState === undefined ? {} : { oauthState: decodeURIComponent(oauthState) }),
    };
  }

  const proxy = (system: Browser, query: Record<string, string>) =>
    system.get(`/expo-authorization-proxy?${new URLSearchParams(query)}`);

  const comeBack = (system: Browser, state: string) => system.get(`/callback/fake?code=good&state=${state}`);

  return { ...made, provider, call, start, proxy, comeBack };
}

/** Where an answer sends a browser. */
export const locationOf = ({ headers }: { headers: Headers }): string => headers.get("location") ?? "";
