import { scopeOf } from "../context/scope";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { GenericEndpointContext, User } from "../types";
import { signEmailLink } from "./email-link";
import { sendMail } from "./send-mail";

/** How a mail is sent. */
export interface VerificationMailSettings {
  /** Where the link leads on to. @default "/" */
  callbackURL?: string | undefined;
  /** The answer hides whether there is an account. @default false */
  isHidden?: boolean;
}

/**
 * Sends a link that proves a user's address. Does nothing when the options have no function that sends it.
 */
export async function mailVerificationLink(
  ctx: GenericEndpointContext,
  user: User,
  settings: VerificationMailSettings = {},
): Promise<void> {
  const send = scopeOf(ctx).instance.options.emailVerification?.sendVerificationEmail;
  if (!send) return;
  const { callbackURL, isHidden = false } = settings;
  const signed = await signEmailLink(ctx, { purpose: "verify", email: user.email, userId: user.id }, callbackURL);
  await sendMail(ctx, () => send({ user, ...signed }, ctx.request), { isHidden });
}

/**
 * Sends a verification mail from an endpoint of your own. Its link leads on to `ctx.body.callbackURL`, or to "/".
 *
 * @throws {APIError} 400 VERIFICATION_EMAIL_NOT_ENABLED when the options have no function that sends it
 * @example await sendVerificationEmailFn(ctx, user);
 */
export async function sendVerificationEmailFn(ctx: GenericEndpointContext, user: User): Promise<void> {
  if (!scopeOf(ctx).instance.options.emailVerification?.sendVerificationEmail)
    throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.VERIFICATION_EMAIL_NOT_ENABLED);
  const target: unknown = ctx.body?.callbackURL;
  await mailVerificationLink(ctx, user, { callbackURL: typeof target === "string" ? target : undefined });
}
