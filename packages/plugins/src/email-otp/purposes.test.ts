import { memoryStorage } from "test-kit";
import { describe, expect, it } from "vitest";
import { magicLink } from "../magic-link";
import { make, refusal, settled } from "./test-instance";
import type { EmailOTPOptions, EmailOTPType } from "./types";

const email = "alice@example.com";
const newEmail = "new@example.com";
const password = "better horse 2";
const types = ["sign-in", "email-verification", "forget-password", "change-email"] as const;

/** An instance with somebody signed in, a code of every type, and every door that takes one. */
async function everyDoor(storeOTP: EmailOTPOptions["storeOTP"], auth: Parameters<typeof make>[1] = {}) {
  const made = await make({ storeOTP, otpLength: 12, changeEmail: { enabled: true }, allowedAttempts: 100 }, auth);
  const alice = made.browser("alice");
  await alice.signUp();
  const codes = {} as Record<EmailOTPType, string>;
  for (const type of types) {
    if (type === "change-email") {
      await alice.post("/email-otp/request-email-change", { newEmail });
      await settled();
      codes[type] = made.last().otp;
    } else codes[type] = await made.mailed(type);
  }
  const b = made.browser("b");
  const doors: Record<EmailOTPType, (otp: string) => ReturnType<typeof b.post>> = {
    "sign-in": (otp) => b.post("/sign-in/email-otp", { email, otp }),
    "email-verification": (otp) => b.post("/email-otp/verify-email", { email, otp }),
    "forget-password": (otp) => b.post("/email-otp/reset-password", { email, otp, password }),
    "change-email": (otp) => alice.post("/email-otp/change-email", { newEmail, otp }),
  };
  return { ...made, alice, codes, doors };
}

const forms: [string, EmailOTPOptions["storeOTP"], Parameters<typeof make>[1]][] = [
  ["plain", "plain", { verification: { storeIdentifier: "plain" } }],
  ["hashed", "hashed", {}],
  ["encrypted", "encrypted", {}],
  ["by a hash of the application's", { hash: async (otp) => `h${otp}` }, {}],
  ["in a secondary storage", "encrypted", { secondaryStorage: memoryStorage() }],
];

describe.each(forms)("codes that are stored %s", (_form, storeOTP, auth) => {
  it.each(types)("open the door of their own type, and no other (advisory 17): %s", async (type) => {
    const { codes, doors } = await everyDoor(storeOTP, auth);
    for (const other of types) {
      if (other !== type) expect(await doors[other](codes[type])).toMatchObject(refusal(400, "INVALID_OTP"));
    }
    expect(await doors[type](codes[type])).toMatchObject({ status: 200 });
    expect(await doors[type](codes[type])).toMatchObject({ status: 400 });
  });
});

describe("a code", () => {
  it("is refused where a magic link is spent, and the other way round", async () => {
    const links: string[] = [];
    const plugin = magicLink({ sendMagicLink: ({ token }) => void links.push(token) });
    const { codes, browser, doors } = await everyDoor("plain", {
      plugins: [plugin],
      verification: { storeIdentifier: "plain" },
    });
    const b = browser("b");
    const visit = async (token: string) =>
      (await b.get(`/magic-link/verify?token=${encodeURIComponent(token)}`)).headers.get("location");
    for (const type of types) {
      for (const token of [codes[type], `${type}-otp-${email}`]) expect(await visit(token)).toContain("INVALID_TOKEN");
    }
    await b.post("/sign-in/magic-link", { email });
    for (const type of types) expect(await doors[type](String(links[0]))).toMatchObject(refusal(400, "INVALID_OTP"));
    expect((await b.get(`/magic-link/verify?token=${links[0]}`)).status).toBe(200);
  });

  it("is refused as a token for a password of the core", async () => {
    const { codes, browser } = await everyDoor("plain", { verification: { storeIdentifier: "plain" } });
    const answer = await browser("b").post("/reset-password", {
      token: codes["forget-password"],
      newPassword: password,
    });
    expect(answer).toMatchObject(refusal(400, "INVALID_TOKEN"));
  });

  it("cannot be what a reader of the table finds there", async () => {
    const { doors, rows } = await everyDoor("encrypted");
    const values = rows("select value from verification").map(({ value }) => String(value));
    expect(values).toHaveLength(4);
    for (const value of values) {
      for (const otp of [value, value.slice(0, value.lastIndexOf(":"))]) {
        for (const type of types) expect(await doors[type](otp)).toMatchObject(refusal(400, "INVALID_OTP"));
      }
    }
  });
});
