import { type Answer, type Browser, makeAuth } from "test-kit";
import { passkey } from ".";
import { type Claims, SoftwareAuthenticator } from "./software-authenticator";
import type { PasskeyApi, PasskeyOptions } from "./types";

type AuthOptions = Omit<NonNullable<Parameters<typeof makeAuth>[0]>, "plugins">;
type Plugins = NonNullable<NonNullable<Parameters<typeof makeAuth>[0]>["plugins"]>;

/** An instance with the plugin, and the two ceremonies. */
export async function make(options: PasskeyOptions = {}, auth: AuthOptions = {}, others: Plugins | [] = []) {
  const made = await makeAuth({ ...auth, plugins: [passkey(options), ...others] });
  const ceremonies = {
    /** Registers a passkey for whoever uses a browser. */
    async register(browser: Browser, key = new SoftwareAuthenticator(), claims: Claims = {}, body: object = {}) {
      const begun = await browser.get("/passkey/generate-register-options");
      const answer = await browser.post("/passkey/verify-registration", {
        response: key.create(begun.body, claims),
        ...body,
      });
      return { key, answer };
    },
    /** Signs in by a passkey. */
    async signIn(browser: Browser, key: SoftwareAuthenticator, claims: Claims = {}): Promise<Answer> {
      const begun = await browser.get("/passkey/generate-authenticate-options");
      return browser.post("/passkey/verify-authentication", { response: key.get(begun.body, claims) });
    },
    /** Alice is signed in at her desk and has a passkey. */
    async alice() {
      const desk = made.browser("alice");
      await desk.signUp();
      const { key, answer } = await ceremonies.register(desk);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return { desk, key, passkey: answer.body as { id: string; userId: string; credentialID: string } };
    },
  };
  return {
    ...made,
    ...ceremonies,
    // The compiler sees a list of plugins, not which ones.
    auth: made.auth as typeof made.auth & { api: PasskeyApi },
  };
}

/** What a refusal looks like. */
export const refusal = (status: number, code: string) => ({ status, body: { code } });

export const isSignedIn = async (browser: Browser): Promise<boolean> => (await browser.session()) !== null;
