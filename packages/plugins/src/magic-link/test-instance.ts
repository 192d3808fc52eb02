import { type Browser, makeAuth } from "test-kit";
import { expect } from "vitest";
import { magicLink } from "./magic-link";
import type { MagicLinkMail, MagicLinkOptions } from "./types";

/** An instance with the plugin, and what was mailed. */
export async function make(options: Partial<MagicLinkOptions> = {}, auth: Parameters<typeof makeAuth>[0] = {}) {
  const mails: MagicLinkMail[] = [];
  const plugin = magicLink({ sendMagicLink: (mail) => void mails.push(mail), ...options });
  const made = await makeAuth({ ...auth, plugins: [plugin, ...(auth?.plugins ?? [])] });
  return {
    ...made,
    mails,
    /** Asks for a link and gives back what was mailed. */
    async mailed(body: Record<string, unknown> = {}, from = made.browser("desk")) {
      const answer = await from.post("/sign-in/magic-link", { email: "alice@example.com", ...body });
      expect(answer).toMatchObject({ status: 200, body: { status: true } });
      const mail = mails.at(-1);
      if (mail === undefined) throw new Error("No mail was sent.");
      return mail;
    },
  };
}

/** Where an answer leads. */
export const location = (answer: { headers: Headers }) => answer.headers.get("location");
/** Whether somebody is signed in there. */
export const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;
