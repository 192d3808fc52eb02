// What the mails of this application say. In yours, hand them to a mail service instead of `deliver`.
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
