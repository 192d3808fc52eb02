import { type Check, type Finding, type Link, orWell } from "../check";
import type { Facts } from "../facts/facts";

const VERIFY: Link = "docs/email-password.md#verify-the-address";

/** Whether a plugin has a way of its own to another password, as by a code: "/email-otp/reset-password". */
function resetsOtherwise({ plugins = [] }: Facts["options"]): boolean {
  return plugins.some(({ endpoints = {} }) =>
    Object.values(endpoints).some(({ path }) => path?.endsWith("/reset-password") === true),
  );
}

/** Everything that is promised by mail can be sent. */
export const mails: Check = {
  id: "mails",
  title: "Mails",
  run(facts) {
    // Plugins may put functions of theirs in, as those that send codes do.
    const options = facts.startUp.context?.options ?? facts.options;
    const { emailAndPassword: password, emailVerification: verification, user } = options;
    const sends = typeof verification?.sendVerificationEmail === "function";
    const complaints: Finding[] = [];
    const needs = (option: string, why: string, status: Finding["status"] = "broken") =>
      complaints.push({
        status,
        found: `${option} is on, and there is no emailVerification.sendVerificationEmail`,
        why,
        mend: "Add emailVerification: { sendVerificationEmail: async ({ user, url }) => { … } }.",
        link: VERIFY,
      });
    if (password?.enabled === true && password.requireEmailVerification === true && !sends) {
      needs("emailAndPassword.requireEmailVerification", "nobody who signs up can ever sign in");
    }
    if (verification?.sendOnSignUp === true && !sends) needs("emailVerification.sendOnSignUp", "no mail is sent");
    if (verification?.sendOnSignIn === true && !sends) needs("emailVerification.sendOnSignIn", "no mail is sent");
    if (user?.changeEmail?.enabled === true && !sends && user.changeEmail.updateEmailWithoutVerification !== true) {
      needs("user.changeEmail", "nobody can change their address");
    }
    if (password?.enabled === true && typeof password.sendResetPassword !== "function" && !resetsOtherwise(options)) {
      complaints.push({
        status: "weak",
        found: "there is no emailAndPassword.sendResetPassword",
        why: "whoever forgets their password is locked out",
        mend: "Add emailAndPassword: { sendResetPassword: async ({ user, url }) => { … } }.",
        link: "docs/email-password.md#a-forgotten-password",
      });
    }
    if (password?.enabled === true && sends && password.requireEmailVerification !== true && facts.isProduction) {
      complaints.push({
        status: "weak",
        found: "emailAndPassword.requireEmailVerification is off",
        why: "anybody can sign up with somebody else's address",
        mend: "emailAndPassword: { requireEmailVerification: true }, once mails really arrive.",
        link: VERIFY,
      });
    }
    if (complaints.length > 0) return complaints;
    return password?.enabled === true ? orWell([], "each has a function that sends it") : [];
  },
};
