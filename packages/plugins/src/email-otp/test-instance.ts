import type { GenericEndpointContext } from "@better-auth/core/types";
import { makeAuth } from "test-kit";
import { vi } from "vitest";
import { emailOTP } from ".";
import type { EmailOTPApi, EmailOTPMail, EmailOTPOptions, EmailOTPType } from "./types";

type Auth = NonNullable<Parameters<typeof makeAuth>[0]>;

/** What was mailed, and for which call. */
export type SentCode = EmailOTPMail & { ctx: GenericEndpointContext | undefined };

/** Lets work that nobody waits for come to its end. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** An instance with the plugin, and what it mails. */
export async function make(options: Partial<EmailOTPOptions> = {}, auth: Auth = {}) {
  const mails: SentCode[] = [];
  const plugin = emailOTP({ sendVerificationOTP: (mail, ctx) => void mails.push({ ...mail, ctx }), ...options });
  const made = await makeAuth({ ...auth, plugins: [plugin, ...(auth.plugins ?? [])] });
  const last = () => {
    const mail = mails.at(-1);
    if (mail === undefined) throw new Error("No mail was sent.");
    return mail;
  };
  return {
    ...made,
    // The kit's instances do not know the types of their plugins.
    api: made.auth.api as unknown as EmailOTPApi,
    mails,
    last,
    /** Asks for a code and gives back what was mailed. */
    async mailed(type: EmailOTPType, email = "alice@example.com", from = made.browser("desk")): Promise<string> {
      const before = mails.length;
      const { status, body } = await from.post("/email-otp/send-verification-otp", { email, type });
      if (status !== 200) throw new Error(`Asking for a code was answered ${status}: ${JSON.stringify(body)}`);
      await vi.waitUntil(() => mails.length > before);
      return last().otp;
    },
  };
}

/** Codes that are not the right one. */
export function* wrongCodes(right: string, count: number): Generator<string> {
  for (let code = 0, given = 0; given < count; code++) {
    const text = String(code).padStart(right.length, "0");
    if (text === right) continue;
    given++;
    yield text;
  }
}

/** A refusal with a code. */
export const refusal = (status: number, code: string) => ({ status, body: { code } });
