import type { BetterAuthOptions, User } from "../types";
import { cheapPasswords } from "./instance";

/** A mail as an application's function gets it. */
export interface SentMail {
  kind: string;
  user: User;
  newEmail?: string;
  url: string;
  token: string;
}

/** A function that sends a mail. */
export type Mailer = (mail: Omit<SentMail, "kind">) => Promise<void>;

/** Options with every mail that the core has, sent by one function for each kind. */
export function mailOptions(send: (kind: string) => Mailer) {
  return {
    emailAndPassword: { enabled: true, password: cheapPasswords, sendResetPassword: send("reset") },
    emailVerification: { sendVerificationEmail: send("verify"), sendOnSignUp: true },
    user: {
      changeEmail: { enabled: true, sendChangeEmailConfirmation: send("confirm") },
      deleteUser: { enabled: true, sendDeleteAccountVerification: send("delete") },
    },
  } satisfies Partial<BetterAuthOptions>;
}

/** Keeps what the application is asked to send. */
export function makeMailbox() {
  const mails: SentMail[] = [];
  return {
    mails,
    /** A function for the options that files its mails under a kind. */
    send:
      (kind: string): Mailer =>
      async (mail) =>
        void mails.push({ kind, ...mail }),
    /** The newest mail. */
    last(): SentMail {
      const mail = mails.at(-1);
      if (mail === undefined) throw new Error("No mail was sent.");
      return mail;
    },
  };
}

/** The claims of a JWT, unchecked. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
