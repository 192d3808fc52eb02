import { scopeOf } from "../../context/scope";
import { generateId } from "../../crypto/random";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import { canonicalEmail, isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
import { signEmailLink } from "../../user-lifecycle/email-link";
import { sendMail } from "../../user-lifecycle/send-mail";
import { mailVerificationLink } from "../../user-lifecycle/verification-mail";
import * as z from "../../validation/zod";

const sendVerificationEmailBody = z.object({
  email: z.string().check(z.refine(isEmail, "Invalid email address")),
  callbackURL: z.optional(z.string()),
});

/**
 * Sends a link that proves an address. Somebody who is signed in asks for the own one and is told how it stands;
 * everybody else gets one answer, whether the address is unknown, verified or neither.
 */
export const sendVerificationEmail = createAuthEndpoint(
  "/send-verification-email",
  {
    method: "POST",
    operationId: "sendVerificationEmail",
    body: sendVerificationEmailBody,
    cloneRequest: true,
    metadata: { accountField: "email" },
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const send = scope.instance.options.emailVerification?.sendVerificationEmail;
    if (!send) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.VERIFICATION_EMAIL_NOT_ENABLED);
    const { callbackURL } = ctx.body;
    const email = canonicalEmail(ctx.body.email);

    const session = await getAuthoritativeSessionFromCtx(ctx);
    if (session !== null) {
      const { user } = session;
      if (user.email !== email) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.EMAIL_MISMATCH);
      if (user.emailVerified) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.EMAIL_ALREADY_VERIFIED);
      await mailVerificationLink(ctx, user, { callbackURL });
      return { status: true };
    }

    const user = (await findUserByEmail(scope, email))?.user;
    // Signed for every address, so that all of them cost the same.
    const link = { purpose: "verify", email, userId: user?.id ?? generateId() } as const;
    const signed = await signEmailLink(ctx, link, callbackURL);
    if (user && !user.emailVerified) {
      await sendMail(ctx, () => send({ user, ...signed }, ctx.request), { isHidden: true });
    }
    return { status: true };
  },
);
