import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import {
  mailAddressCheck,
  mailChangeConfirmation,
  mailDeletionLink,
  mailPasswordLink,
  mailPasswordNotice,
} from "./mail.ts";
import { rememberNewEmail } from "./new-email.ts";
import { refuseOtherPictures } from "./picture-rule.ts";

export const auth = betterAuth({
  database: new DatabaseSync(process.env.DATABASE_FILE ?? "auth.sqlite"),
  emailAndPassword: {
    enabled: true,
    sendResetPassword: mailPasswordLink,
    onPasswordReset: mailPasswordNotice,
    revokeSessionsOnPasswordReset: true, // whoever knew the old one is out
  },
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
  },
  hooks: {
    after: createAuthMiddleware(async (ctx) => {
      if (ctx.path !== "/change-email" || isAPIError(ctx.context.returned)) return;
      const userId = ctx.context.session?.user.id;
      if (userId !== undefined) await rememberNewEmail(ctx.context, userId, ctx.body.newEmail);
    }),
  },
  plugins: [nextCookies()], // the last one, so that it sees the cookies of all
});
