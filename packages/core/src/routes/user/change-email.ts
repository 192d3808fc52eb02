import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import { canonicalEmail, isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
import { changeEmail as changeAddress } from "../../user-lifecycle/change-email";
import { type EmailLink, signEmailLink } from "../../user-lifecycle/email-link";
import { sendMail } from "../../user-lifecycle/send-mail";
import { mailVerificationLink } from "../../user-lifecycle/verification-mail";
import * as z from "../../validation/zod";

const changeEmailBody = z.object({
  newEmail: z.string().check(z.refine(isEmail, "Invalid email address")),
  callbackURL: z.optional(z.string()),
});

/**
 * Starts a change of address. A verified user confirms at the old address first, if the options have a mail for that;
 * then the new address is proved. An unverified one changes at once where the options allow it. Whether the new address
 * is taken, the answer does not tell.
 */
export const changeEmail = createAuthEndpoint(
  "/change-email",
  { method: "POST", operationId: "changeEmail", body: changeEmailBody, use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const { user: userOptions, emailVerification } = scope.instance.options;
    const options = userOptions?.changeEmail;
    if (options?.enabled !== true) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.CHANGE_EMAIL_DISABLED);
    const { session, user } = ctx.context.session;
    const { callbackURL } = ctx.body;
    const newEmail = canonicalEmail(ctx.body.newEmail);
    if (newEmail === user.email)
      throw new APIError("BAD_REQUEST", { message: "Email is the same", code: "EMAIL_IS_THE_SAME" });
    const isImmediate = !user.emailVerified && options.updateEmailWithoutVerification === true;
    const verify = emailVerification?.sendVerificationEmail;
    if (!isImmediate && !verify) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.VERIFICATION_EMAIL_NOT_ENABLED);
    const isTaken = (await findUserByEmail(scope, newEmail)) !== null;

    // Without a function that verifies, nothing but an immediate change comes this far.
    if (isImmediate || !verify) {
      if (isTaken) return { status: true };
      const change = await changeAddress(scope, user, newEmail, { onlyIfUnverified: true });
      if (change.status === "taken") return { status: true };
      if (change.status !== "changed") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_UPDATE_USER);
      await setSessionCookie(ctx, { session, user: change.row });
      await mailVerificationLink(ctx, change.row, { callbackURL, isHidden: true });
      return { status: true };
    }

    const confirm = user.emailVerified ? options.sendChangeEmailConfirmation : undefined;
    const change = { email: user.email, userId: user.id, newEmail };
    const link: EmailLink = confirm
      ? { purpose: "confirm-change", ...change }
      : { purpose: "change", ...change, onlyIfUnverified: !user.emailVerified };
    // Signed for a taken address, too, so that both cost the same.
    const signed = await signEmailLink(ctx, link, callbackURL);
    if (isTaken) return { status: true };
    const send = confirm
      ? () => confirm({ user, newEmail, ...signed }, ctx.request)
      : () => verify({ user: { ...user, email: newEmail }, ...signed }, ctx.request);
    await sendMail(ctx, send, { isHidden: true });
    return { status: true };
  },
);
