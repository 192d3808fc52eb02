import type { BetterAuthOptions, MissingEmailMail, MissingEmailOptions } from "../types";
import type { Browser } from "./browser";
import { type FakeProvider, fakeProvider } from "./fake-provider";
import { makeSocial, signInSocial } from "./social";

/** Where people are asked for an address. */
export const PAGE = "/complete-sign-up";

/** A provider whose people have an address or none, with a redirect and by an ID token. */
export const silentProvider = (): FakeProvider => {
  const fake = fakeProvider("fake", { verifyIdToken: async (token) => token === "good" });
  fake.person = { sub: "1", name: "Hedy" };
  return fake;
};

/** An instance that asks for addresses, with a provider that tells none, and the mails that it sent. */
export async function makeAsking(
  options: Parameters<typeof makeSocial>[0] = {},
  settings: Partial<MissingEmailOptions> = {},
  fakes: readonly FakeProvider[] = [silentProvider()],
) {
  const mails: MissingEmailMail[] = [];
  const missingEmail: MissingEmailOptions = {
    page: PAGE,
    sendVerificationEmail: async (mail) => void mails.push(mail),
    ...settings,
  };
  const account: BetterAuthOptions["account"] = { ...options.account, missingEmail };
  const made = await makeSocial({ ...options, account }, fakes);
  const last = (): MissingEmailMail => {
    const mail = mails.at(-1);
    if (mail === undefined) throw new Error("No mail was sent.");
    return mail;
  };
  return {
    ...made,
    mails,
    last,
    /** There and back again. */
    begin: (browser: Browser, body?: Record<string, unknown>) => signInSocial(browser, "fake", body),
    /** Types an address into the page. */
    type: (browser: Browser, email: string) => browser.post("/sign-in/social/email", { email }),
    /** Opens the link of a mail, the newest unless told. */
    open: (browser: Browser, { url } = last()) => browser.get(url),
    /** All of it, in one browser. */
    async signUp(browser: Browser, email: string) {
      await signInSocial(browser, "fake", { newUserCallbackURL: "/welcome" });
      await browser.post("/sign-in/social/email", { email });
      return browser.get(last().url);
    },
  };
}
