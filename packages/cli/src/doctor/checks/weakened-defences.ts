import type { BetterAuthOptions } from "@better-auth/core/types";
import { type Check, type Finding, type Link, orWell } from "../check";

const LINK: Link = "docs/security.md#options-that-weaken-a-defence";

/** An option that makes the library do less; docs/security.md lists the same ones. */
interface Weakening {
  /** As it is written in the options. */
  readonly option: string;
  /** What it gives up. */
  readonly why: string;
  /** It turns a check off altogether: nothing to be without in production. */
  readonly isCheck?: boolean;
  isSet(options: BetterAuthOptions): boolean;
}

const WEEK = 604_800;
const LONGEST_CACHE = 900;

const WEAKENINGS: readonly Weakening[] = [
  {
    option: "advanced.disableCSRFCheck",
    why: "other sites may send requests with your users' cookies",
    isCheck: true,
    isSet: ({ advanced }) => advanced?.disableCSRFCheck === true,
  },
  {
    option: "advanced.disableOriginCheck",
    why: "other sites may send requests, and links to your site may lead to theirs",
    isCheck: true,
    isSet: ({ advanced }) => advanced?.disableOriginCheck === true,
  },
  {
    option: "advanced.disableOriginCheck",
    why: "on the paths of the list, other sites may send requests, and links may lead to theirs",
    isSet: ({ advanced }) => Array.isArray(advanced?.disableOriginCheck) && advanced.disableOriginCheck.length > 0,
  },
  {
    option: "account.skipStateCookieCheck",
    why: "a link can sign somebody in as somebody else",
    isCheck: true,
    isSet: ({ account }) => account?.skipStateCookieCheck === true,
  },
  {
    option: "advanced.trustedProxyHeaders",
    why: "the host comes from X-Forwarded-Host: only behind a proxy that overwrites it",
    isSet: ({ advanced }) => advanced?.trustedProxyHeaders === true,
  },
  {
    option: "advanced.ipAddress.disableIpTracking",
    why: "requests that name no account and have no session are not limited",
    isSet: ({ advanced }) => advanced?.ipAddress?.disableIpTracking === true,
  },
  {
    option: 'advanced.database.generateId: "serial"',
    why: "ids tell how many rows there are",
    isSet: ({ advanced }) => advanced?.database?.generateId === "serial",
  },
  {
    option: "emailAndPassword.minPasswordLength below 8",
    why: "short passwords are guessed; NIST SP 800-63B asks for 8 at least",
    isSet: ({ emailAndPassword }) => (emailAndPassword?.minPasswordLength ?? 8) < 8,
  },
  {
    option: "emailAndPassword.password",
    why: "how strong the hash is, and how many run at once, is up to your functions",
    isSet: ({ emailAndPassword }) => emailAndPassword?.password?.hash !== undefined,
  },
  {
    option: "emailAndPassword.revokeSessionsOnPasswordReset, which is off",
    why: "whoever got in with the old password stays in",
    isSet: ({ emailAndPassword: password }) =>
      password?.enabled === true &&
      password.sendResetPassword !== undefined &&
      password.revokeSessionsOnPasswordReset !== true,
  },
  {
    option: "user.changeEmail.updateEmailWithoutVerification",
    why: "an address that was never verified is replaced by another one that is not",
    isSet: ({ user }) => user?.changeEmail?.updateEmailWithoutVerification === true,
  },
  {
    option: "user.changeEmail without sendChangeEmailConfirmation",
    why: "whoever has an open browser can take the account to an address of theirs",
    isSet: ({ user }) =>
      user?.changeEmail?.enabled === true && user.changeEmail.sendChangeEmailConfirmation === undefined,
  },
  {
    option: "user.deleteUser without sendDeleteAccountVerification",
    why: "a fresh session, or the password, deletes the account",
    isSet: ({ user }) =>
      user?.deleteUser?.enabled === true && user.deleteUser.sendDeleteAccountVerification === undefined,
  },
  {
    option: "session.expiresIn of more than 90 days",
    why: "a stolen cookie lives as long",
    isSet: ({ session }) => (session?.expiresIn ?? WEEK) > 90 * 86_400,
  },
  {
    option: "session.freshAge: 0",
    why: '"signed in a short while ago" is not asked, not even before an account is deleted',
    isSet: ({ session }) => session?.freshAge === 0,
  },
  {
    option: "session.cookieCache.maxAge of more than 15 minutes",
    why: "an ended session still counts in its browser for as long",
    isSet: ({ session }) =>
      session?.cookieCache?.enabled === true && (session.cookieCache.maxAge ?? 300) > LONGEST_CACHE,
  },
  {
    option: 'verification.storeIdentifier: "plain"',
    why: "a reader of the database can open links that are on their way",
    isSet: ({ verification }) => verification?.storeIdentifier === "plain",
  },
  {
    option: "account.accountLinking.trustedProviders",
    why: "the provider's word on an address is enough to get into the account that has it",
    isSet: ({ account }) => account?.accountLinking?.trustedProviders !== undefined,
  },
  {
    option: "account.accountLinking.allowDifferentEmails",
    why: "accounts with another address can be linked",
    isSet: ({ account }) => account?.accountLinking?.allowDifferentEmails === true,
  },
  {
    option: "account.accountLinking.allowUnlinkingAll",
    why: "people can lock themselves out",
    isSet: ({ account }) => account?.accountLinking?.allowUnlinkingAll === true,
  },
  {
    option: "account.encryptOAuthTokens, which is off beside social providers",
    why: "a reader of the database has the tokens of providers",
    isSet: ({ account, socialProviders }) =>
      Object.keys(socialProviders ?? {}).length > 0 && account?.encryptOAuthTokens !== true,
  },
  {
    option: "onAPIError.throw",
    why: "bugs reach the framework's error page, with what it shows",
    isSet: ({ onAPIError }) => onAPIError?.throw === true,
  },
];

/** Fields of users that whoever signs up can set. */
function settableFields({ user }: BetterAuthOptions): string[] {
  return Object.entries(user?.additionalFields ?? {})
    .filter(
      ([name, field]) => field.input !== false && /role|admin|permission|credit|balance|plan|tier|ban/i.test(name),
    )
    .map(([name]) => name);
}

/** Options that make the library do less. Each may be somebody's need; none should be on unnoticed. */
export const weakenedDefences: Check = {
  id: "weakened-defences",
  title: "Weakened defences",
  run({ options, isProduction }) {
    const complaints: Finding[] = WEAKENINGS.filter(({ isSet }) => isSet(options)).map(({ option, why, isCheck }) => ({
      status: isCheck === true && isProduction ? "broken" : "weak",
      found: option,
      why,
      mend: option.includes("which is off") ? "Turn it on." : "Take it out, unless you need just that.",
      link: LINK,
    }));
    const settable = settableFields(options);
    if (settable.length > 0) {
      complaints.push({
        status: "weak",
        found: `user.additionalFields: ${settable.join(", ")} without input: false`,
        why: "whoever signs up sets the field themselves",
        mend: "Add `input: false`.",
        link: "docs/users-accounts.md#fields-of-your-own",
      });
    }
    return orWell(complaints, "no option gives one up");
  },
};
