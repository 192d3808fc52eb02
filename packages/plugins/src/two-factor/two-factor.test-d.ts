import { createAuthClient } from "@better-auth/client";
import { betterAuth } from "@better-auth/core";
import { expectTypeOf } from "vitest";
import { twoFactor, type UserWithTwoFactor } from ".";
import { twoFactorClient } from "./client";

const auth = betterAuth({
  plugins: [
    twoFactor({
      otpOptions: {
        sendOTP: ({ user, otp }, ctx) => {
          expectTypeOf(user).toEqualTypeOf<UserWithTwoFactor>();
          expectTypeOf(otp).toEqualTypeOf<string>();
          expectTypeOf(ctx?.path).toEqualTypeOf<string | undefined>();
        },
      },
    }),
  ],
});
const client = createAuthClient({
  plugins: [
    twoFactorClient({
      onTwoFactorRedirect: ({ twoFactorMethods }) => {
        expectTypeOf(twoFactorMethods).toEqualTypeOf<string[] | undefined>();
      },
    }),
  ],
});
const headers = new Headers();

expectTypeOf(auth.$Infer.Session.user.twoFactorEnabled).toEqualTypeOf<boolean | null | undefined>();
expectTypeOf(client.$Infer.Session.user.twoFactorEnabled).toEqualTypeOf<boolean | null | undefined>();

const enabled = await auth.api.enableTwoFactor({ body: { password: "x", method: "totp" }, headers });
if (enabled.method === "totp") expectTypeOf(enabled.backupCodes).toEqualTypeOf<string[]>();
else expectTypeOf(enabled.totpURI).toEqualTypeOf<undefined>();
expectTypeOf((await auth.api.verifyTOTP({ body: { code: "1" }, headers })).token).toEqualTypeOf<string>();
expectTypeOf((await auth.api.generateTOTP({ body: { secret: "x" } })).code).toEqualTypeOf<string>();
expectTypeOf((await auth.api.viewBackupCodes({ body: { userId: "x" } })).backupCodes).toEqualTypeOf<string[]>();
// @ts-expect-error: a session is needed
auth.api.disableTwoFactor({ body: { password: "x" } });
// @ts-expect-error: there is no such method
auth.api.enableTwoFactor({ body: { password: "x", method: "sms" }, headers });

const { data } = await client.twoFactor.enable({ password: "x" });
expectTypeOf(data?.totpURI).toEqualTypeOf<string | undefined>();
expectTypeOf((await client.twoFactor.verifyTotp({ code: "1" })).data?.token).toEqualTypeOf<string | undefined>();
client.twoFactor.verifyTOTP({ code: "1", trustDevice: true });
client.twoFactor.sendOtp();
// @ts-expect-error: a code is text
client.twoFactor.verifyOtp({ code: 1 });
expectTypeOf(client.$ERROR_CODES.INVALID_CODE.code).toEqualTypeOf<"INVALID_CODE">();
