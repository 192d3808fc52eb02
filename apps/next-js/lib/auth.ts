import { DatabaseSync } from "node:sqlite";
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { emailOTP } from "better-auth/plugins/email-otp";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import { username } from "better-auth/plugins/username";
import {
  mailAddressCheck,
  mailChangeConfirmation,
  mailCode,
  mailDeletionLink,
  mailPasswordLink,
  mailPasswordNotice,
  mailProviderAddress,
  mailSecondStepCode,
  mailSignInLink,
} from "./mail.ts";
import { rememberNewEmail } from "./new-email.ts";
import { refuseOtherPictures } from "./picture-rule.ts";
import { testProvider } from "./test-provider.ts";
import { rememberDevice, TRUST } from "./trusted-devices.ts";

const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, TEST_PROVIDER_URL } =
  process.env;

export const auth = betterAuth({
  appName: "Better Auth demo", // beside the codes of authenticator apps, and in the list of passkeys
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: {
    enabled: true,
    sendResetPassword: mailPasswordLink,
    onPasswordReset: mailPasswordNotice,
    revokeSessionsOnPasswordReset: true, // whoever knew the old one is out
  },
  socialProviders: {
    github: {
      clientId: GITHUB_CLIENT_ID ?? "",
      clientSecret: GITHUB_CLIENT_SECRET ?? "",
      enabled: Boolean(GITHUB_CLIENT_ID), // only where there are keys
    },
    google: {
      clientId: GOOGLE_CLIENT_ID ?? "",
      clientSecret: GOOGLE_CLIENT_SECRET ?? "",
      enabled: Boolean(GOOGLE_CLIENT_ID),
      prompt: "select_account",
    },
  },
  account: {
    encryptOAuthTokens: true, // whoever reads the database cannot act in anybody's name there
    missingEmail: { page: "/complete-sign-up", sendVerificationEmail: mailProviderAddress }, // some providers tell none
  },
  onAPIError: { errorURL: "/sign-in" }, // for whoever comes back from a provider, and it is not known where they began
  emailVerification: {
    sendVerificationEmail: mailAddressCheck,
    sendOnSignUp: true,
    autoSignInAfterVerification: true,
  },
  user: {
    additionalFields: {
      nickname: { type: "string", required: false },
    },
    changeEmail: { enabled: true, sendChangeEmailConfirmation: mailChangeConfirmation },
    deleteUser: { enabled: true, sendDeleteAccountVerification: mailDeletionLink },
  },
  session: {
    updateAge: 60 * 5, // seconds: the list of sessions shows when each was last used, to five minutes
  },
  databaseHooks: {
    user: { create: { before: refuseOtherPictures }, update: { before: refuseOtherPictures } },
    verification: { create: { before: rememberDevice } },
  },
  // So that people see which devices they trust. What stands in the table is worth nothing without our signature.
  verification: {
    storeIdentifier: { default: "hashed", overrides: { [TRUST]: "plain" } },
    additionalFields: { userAgent: { type: "string", required: false } },
  },
  hooks: {
    after: createAuthMiddleware(async (ctx) => {
      if (ctx.path !== "/change-email" || isAPIError(ctx.context.returned)) return;
      const userId = ctx.context.session?.user.id;
      if (userId !== undefined) await rememberNewEmail(ctx.context, userId, ctx.body.newEmail);
    }),
  },
  plugins: [
    username(),
    // New people come by the sign-up form, which asks for a name.
    magicLink({ sendMagicLink: mailSignInLink, disableSignUp: true }),
    emailOTP({ sendVerificationOTP: mailCode, disableSignUp: true }),
    passkey(),
    testProvider(TEST_PROVIDER_URL),
    twoFactor({
      otpOptions: { sendOTP: mailSecondStepCode },
      twoFactorPage: "/two-factor", // for links in mails; lib/auth-client.ts does it for forms
      allowPasswordless: true, // who has no password has to have signed in today
    }),
    nextCookies(), // the last one, so that it sees the cookies of all
  ],
});
