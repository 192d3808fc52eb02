import { describe, expect, it } from "vitest";
import { told } from "../../../test-support/doctor-facts";
import { mails } from "./mails";

const send = async () => {};
const judge = (options: Parameters<typeof told>[1], isProduction = true) => told(mails, options, { isProduction });

describe("mails", () => {
  it("are well when everything that is promised can be sent", async () => {
    expect(
      await judge({
        emailAndPassword: { enabled: true, requireEmailVerification: true, sendResetPassword: send },
        emailVerification: { sendVerificationEmail: send, sendOnSignUp: true },
        user: { changeEmail: { enabled: true } },
      }),
    ).toEqual(["well: each has a function that sends it"]);
    expect(await judge({})).toEqual([]);
  });

  it.each([
    [
      { emailAndPassword: { enabled: true, requireEmailVerification: true, sendResetPassword: send } },
      "emailAndPassword.requireEmailVerification",
    ],
    [{ emailVerification: { sendOnSignUp: true } }, "emailVerification.sendOnSignUp"],
    [{ emailVerification: { sendOnSignIn: true } }, "emailVerification.sendOnSignIn"],
    [{ user: { changeEmail: { enabled: true } } }, "user.changeEmail"],
  ] satisfies [Parameters<typeof told>[1], string][])("are missing with %j", async (options, option) => {
    expect(await judge(options)).toEqual([
      `broken: ${option} is on, and there is no emailVerification.sendVerificationEmail`,
    ]);
  });

  it("are sent by plugins as well", async () => {
    const endpoint = Object.assign(async () => {}, {
      path: "/codes/reset-password",
      options: { method: "POST" as const },
    });
    const codes = {
      id: "codes",
      endpoints: { reset: endpoint },
      init: () => ({ options: { emailVerification: { sendVerificationEmail: send } } }),
    };
    const options = {
      emailAndPassword: { enabled: true, requireEmailVerification: true },
      baseURL: "https://a.example",
    };
    expect(await judge({ ...options, plugins: [codes as never] })).toEqual(["well: each has a function that sends it"]);
    expect(await judge(options)).toHaveLength(2);
  });

  it("let people back in, and prove addresses", async () => {
    const emailAndPassword = { enabled: true };
    expect(await judge({ emailAndPassword })).toEqual(["weak: there is no emailAndPassword.sendResetPassword"]);
    const unproven = {
      emailAndPassword: { enabled: true, sendResetPassword: send },
      emailVerification: { sendVerificationEmail: send },
    };
    expect(await judge(unproven)).toEqual(["weak: emailAndPassword.requireEmailVerification is off"]);
    expect(await judge(unproven, false)).toEqual(["well: each has a function that sends it"]);
  });
});
