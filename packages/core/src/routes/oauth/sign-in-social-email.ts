import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError } from "../../error";
import { requestProof } from "../../missing-email/email-proof";
import { isEmail } from "../../user/email";
import { sendMail } from "../../user-lifecycle/send-mail";
import * as z from "../../validation/zod";
import { findProvider } from "./find-provider";

const signInSocialEmailBody = z.object({ email: z.string().check(z.refine(isEmail, "Invalid email address")) });

function notPending(): APIError {
  return new APIError("UNAUTHORIZED", {
    code: "PENDING_SIGN_IN_NOT_FOUND",
    message: "No sign-in waits for an address in this browser; begin again",
  });
}

/**
 * Mails a proof to the address that somebody has typed whose provider told none (`account.missingEmail`). The answer is the
 * same for every address: whether anybody has it here is not looked up before it is proved.
 */
export const signInSocialEmail = createAuthEndpoint(
  "/sign-in/social/email",
  {
    method: "POST",
    operationId: "sendEmailForSocialSignIn",
    body: signInSocialEmailBody,
    requireHeaders: true,
    cloneRequest: true,
    metadata: { accountField: "email" },
  },
  async (ctx) => {
    const settings = ctx.context.options.account?.missingEmail;
    if (settings === undefined) throw notPending();
    const wish = await requestProof(ctx, ctx.body.email);
    if (wish.status === "none") throw notPending();
    if (wish.status === "too-many-mails") {
      throw new APIError("FORBIDDEN", {
        code: "TOO_MANY_MAILS",
        message: "Too many mails were sent for this sign-in; begin again",
      });
    }
    const { token, email, waiting } = wish;
    const provider = findProvider(ctx, waiting.providerId);
    // Taken out of the options meanwhile.
    if (provider === undefined) throw notPending();
    const url = `${ctx.context.baseURL}/sign-in/social/email/callback?token=${token}`;
    const { id, name } = provider;
    const mail = { email, url, token, provider: { id, name } };
    await sendMail(ctx, () => settings.sendVerificationEmail(mail, ctx.request), { isHidden: false });
    return { status: true };
  },
);
