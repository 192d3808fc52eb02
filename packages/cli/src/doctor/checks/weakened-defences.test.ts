import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { told } from "../../../test-support/doctor-facts";
import { weakenedDefences } from "./weakened-defences";

type Options = Parameters<typeof told>[1];
const send = async () => {};
const judge = (options: Options, isProduction = true) => told(weakenedDefences, options, { isProduction });

const CASES: [string, Options][] = [
  ["advanced.disableCSRFCheck", { advanced: { disableCSRFCheck: true } }],
  ["advanced.disableOriginCheck", { advanced: { disableOriginCheck: true } }],
  ["account.skipStateCookieCheck", { account: { skipStateCookieCheck: true } }],
  ["advanced.disableOriginCheck", { advanced: { disableOriginCheck: ["/hook"] } }],
  ["advanced.trustedProxyHeaders", { advanced: { trustedProxyHeaders: true } }],
  ["advanced.ipAddress.disableIpTracking", { advanced: { ipAddress: { disableIpTracking: true } } }],
  ['advanced.database.generateId: "serial"', { advanced: { database: { generateId: "serial" } } }],
  ["emailAndPassword.minPasswordLength below 8", { emailAndPassword: { enabled: true, minPasswordLength: 6 } }],
  [
    "emailAndPassword.password",
    { emailAndPassword: { enabled: true, password: { hash: async () => "", verify: async () => true } } },
  ],
  [
    "emailAndPassword.revokeSessionsOnPasswordReset, which is off",
    { emailAndPassword: { enabled: true, sendResetPassword: send } },
  ],
  [
    "user.changeEmail.updateEmailWithoutVerification",
    {
      user: {
        changeEmail: { enabled: true, updateEmailWithoutVerification: true, sendChangeEmailConfirmation: send },
      },
    },
  ],
  ["user.changeEmail without sendChangeEmailConfirmation", { user: { changeEmail: { enabled: true } } }],
  ["user.deleteUser without sendDeleteAccountVerification", { user: { deleteUser: { enabled: true } } }],
  ["session.expiresIn of more than 90 days", { session: { expiresIn: 91 * 86_400 } }],
  ["session.freshAge: 0", { session: { freshAge: 0 } }],
  ["session.cookieCache.maxAge of more than 15 minutes", { session: { cookieCache: { enabled: true, maxAge: 3600 } } }],
  ['verification.storeIdentifier: "plain"', { verification: { storeIdentifier: "plain" } }],
  ["account.accountLinking.trustedProviders", { account: { accountLinking: { trustedProviders: ["x"] } } }],
  ["account.accountLinking.allowDifferentEmails", { account: { accountLinking: { allowDifferentEmails: true } } }],
  ["account.accountLinking.allowUnlinkingAll", { account: { accountLinking: { allowUnlinkingAll: true } } }],
  [
    "account.encryptOAuthTokens, which is off beside social providers",
    { socialProviders: { github: { clientId: "x" } } },
  ],
  ["onAPIError.throw", { onAPIError: { throw: true } }],
  [
    "user.additionalFields: role without input: false",
    { user: { additionalFields: { role: { type: "string", required: false } } } },
  ],
];
const BROKEN = 3;

describe("weakened defences", () => {
  it("are none by themselves", async () => {
    expect(await judge({})).toEqual(["well: no option gives one up"]);
    const role = { type: "string", required: false, input: false } as const;
    expect(await judge({ user: { additionalFields: { role } } })).toEqual(["well: no option gives one up"]);
  });

  it.each(CASES)("tells of %s", async (found, options) => {
    expect(await judge(options, false)).toEqual([`weak: ${found}`]);
  });

  it("break what is in production when a check is turned off", async () => {
    const told = await Promise.all(CASES.map(async ([, options]) => (await judge(options))[0]));
    expect(told.map((finding) => finding?.split(":")[0])).toEqual(
      CASES.map((_, index) => (index < BROKEN ? "broken" : "weak")),
    );
  });

  it("stand in the list of docs/security.md", () => {
    const page = readFileSync(new URL("../../../../../docs/security.md", import.meta.url), "utf8");
    for (const [found] of CASES) {
      // Of an option of an option, the page names the one or the other.
      const [option = ""] = /^\w+\.\w+/.exec(found) ?? [];
      expect(page, found).toContain(`\`${option}`);
    }
  });
});
