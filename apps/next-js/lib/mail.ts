// What the mails of this application say. In yours, hand them to a mail service instead of `deliver`.
import type { EmailOTPMail, EmailOTPType } from "better-auth/plugins/email-otp";
import { deliver } from "./outbox.ts";

interface Recipient {
  name: string;
  email: string;
}

interface Link {
  user: Recipient;
  url: string;
}

/** After sign-up, on request, and to a new address before it becomes somebody's. */
export async function mailAddressCheck({ user, url }: Link): Promise<void> {
  await deliver({
    to: user.email,
    subject: "Is this your address?",
    text: [
      `Hello ${user.name},`,
      "open the link to show that you read the mail of this address. It works for an hour.",
    ],
    link: { label: "Yes, this is my address", url },
  });
}

export async function mailPasswordLink({ user, url }: Link): Promise<void> {
  await deliver({
    to: user.email,
    subject: "Choose a new password",
    text: [
      `Hello ${user.name},`,
      "somebody asked for a new password for your account. Was it you? The link works once, for an hour.",
      "Was it not you? Then nothing has changed, and there is nothing to do.",
    ],
    link: { label: "Choose a new password", url },
  });
}

export async function mailPasswordNotice({ user }: { user: Recipient }): Promise<void> {
  await deliver({
    to: user.email,
    subject: "Your password was changed",
    text: [
      `Hello ${user.name},`,
      "your password was changed by a link from a mail, and every browser was signed out.",
      "Was it not you? Somebody reads your mail: change its password first, then ask for a new one here.",
    ],
  });
}

/** Works once, for five minutes. */
export async function mailSignInLink({ email, url }: { email: string; url: string }): Promise<void> {
  await deliver({
    to: email,
    subject: "Your link to sign in",
    text: [
      "Hello,",
      "open the link to sign in. It works once, for five minutes, in the browser that opens it.",
      "Was it not you? Leave the link alone: without it nobody comes in.",
    ],
    link: { label: "Sign in", url },
  });
}

interface AddressForProvider {
  email: string;
  url: string;
  provider: { name: string };
}

/** To the address that somebody typed whose provider tells none. */
export async function mailProviderAddress({ email, url, provider }: AddressForProvider): Promise<void> {
  await deliver({
    to: email,
    subject: "Finish signing in",
    text: [
      "Hello,",
      `somebody signs in with ${provider.name}, and has typed this address. Was it you? Open the link in the browser in which you began. It works once, for an hour.`,
      "Was it not you? Leave the link alone: without it nothing happens.",
    ],
    link: { label: "Yes, this is my address", url },
  });
}

/** What a code is for, and where it is typed. */
const CODES: Record<EmailOTPType, { subject: string; where: string }> = {
  "sign-in": { subject: "Your code to sign in", where: "where you are signing in" },
  "email-verification": {
    subject: "Your code for this address",
    where: "where you were asked to show that you read the mail of this address",
  },
  "forget-password": { subject: "Your code for a new password", where: "where you are choosing a new password" },
  "change-email": {
    subject: "Your code to change your address",
    where: "where you are changing your address to this one",
  },
};

/** The sender of every code, whatever it is for. */
export async function mailCode({ email, otp, type }: EmailOTPMail): Promise<void> {
  const { subject, where } = CODES[type];
  await deliver({
    to: email,
    subject,
    text: [
      "Hello,",
      `type this code ${where}. It works once, for five minutes.`,
      "Was it not you? Then nothing has happened. Never tell the code to anybody who asks for it.",
    ],
    code: otp,
  });
}

export async function mailSecondStepCode({ user, otp }: { user: Recipient; otp: string }): Promise<void> {
  await deliver({
    to: user.email,
    subject: "Your code for the second step",
    text: [
      `Hello ${user.name},`,
      "type this code where you are signing in. It works once, for three minutes.",
      "Was it not you? Somebody knows your password: change it now.",
    ],
    code: otp,
  });
}

/** To the old address, so that whoever finds an open browser cannot take the account away. */
export async function mailChangeConfirmation({ user, url, newEmail }: Link & { newEmail: string }): Promise<void> {
  await deliver({
    to: user.email,
    subject: `Change your address to ${newEmail}?`,
    text: [
      `Hello ${user.name},`,
      `from now on your account is to have the address ${newEmail}. If you agree, open the link; we then ask there, too.`,
      "Was it not you? Leave the link alone and change your password.",
    ],
    link: { label: "Change the address", url },
  });
}

/** The link leads to a page with a button: a mail program that opens links deletes nobody. */
export async function mailDeletionLink({ user, url, token }: Link & { token: string }): Promise<void> {
  const page = new URL("/delete-account/confirm", url);
  page.searchParams.set("token", token);
  await deliver({
    to: user.email,
    subject: "Delete your account?",
    text: [
      `Hello ${user.name},`,
      "you asked us to delete your account. Open the link in a browser where you are signed in. It works for a day.",
      "Was it not you? Leave the link alone and change your password.",
    ],
    link: { label: "Go on to delete the account", url: page.href },
  });
}
