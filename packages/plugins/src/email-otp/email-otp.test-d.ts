import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import { expectTypeOf } from "vitest";
import { emailOTP } from ".";
import { emailOTPClient } from "./client";

const auth = betterAuth({ plugins: [emailOTP({ sendVerificationOTP: async () => {} })] });
const client = createAuthClient({ plugins: [emailOTPClient()] });

// @ts-expect-error: somebody has to send the mails
emailOTP({});
emailOTP({
  sendVerificationOTP: ({ type }) => {
    expectTypeOf(type).toEqualTypeOf<"sign-in" | "email-verification" | "forget-password" | "change-email">();
  },
  storeOTP: { hash: async (otp) => otp },
});
// @ts-expect-error: what is encrypted has to be decrypted
emailOTP({ sendVerificationOTP: () => {}, storeOTP: { encrypt: async (otp: string) => otp } });

const body = { email: "a@example.com", type: "sign-in" } as const;
expectTypeOf(await auth.api.createVerificationOTP({ body })).toEqualTypeOf<string>();
expectTypeOf(await auth.api.getVerificationOTP({ query: body })).toEqualTypeOf<{ otp: string | null }>();
const signedIn = await auth.api.signInEmailOTP({ body: { email: body.email, otp: "123456", nick: "Al" } });
expectTypeOf(signedIn.token).toEqualTypeOf<string>();
expectTypeOf(signedIn.user.email).toEqualTypeOf<string>();
const verified = await auth.api.verifyEmailOTP({ body: { email: body.email, otp: "123456" } });
expectTypeOf(verified.token).toEqualTypeOf<string | null>();
// @ts-expect-error: a code is needed
auth.api.signInEmailOTP({ body: { email: body.email } });
// @ts-expect-error: there is no such type
auth.api.sendVerificationOTP({ body: { email: body.email, type: "two-factor" } });
// @ts-expect-error: whoever changes an address is signed in, which the headers say
auth.api.changeEmailEmailOTP({ body: { newEmail: body.email, otp: "123456" } });

const { data, error } = await client.signIn.emailOtp({ email: body.email, otp: "123456" });
expectTypeOf(data?.token).toEqualTypeOf<string | undefined>();
expectTypeOf(error?.message).toEqualTypeOf<string | undefined>();
expectTypeOf((await client.emailOtp.verifyEmail({ email: body.email, otp: "123456" })).data?.token).toEqualTypeOf<
  string | null | undefined
>();
// @ts-expect-error: only the server makes codes
client.emailOtp.createVerificationOtp;
expectTypeOf(client.$ERROR_CODES.TOO_MANY_ATTEMPTS.code).toEqualTypeOf<"TOO_MANY_ATTEMPTS">();
