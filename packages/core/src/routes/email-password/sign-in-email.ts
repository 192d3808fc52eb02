import { checkPasswordSize } from "../../account/password-rules";
import { type AccountRow, CREDENTIAL } from "../../account/store";
import { type Scope, scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES, isAPIError } from "../../error";
import { raiseEvent } from "../../events/raise";
import { formCsrfMiddleware } from "../../guard/origin";
import { signInUser } from "../../sign-in/complete-sign-in";
import type { GenericEndpointContext } from "../../types";
import { isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
import { mailVerificationLink } from "../../user-lifecycle/verification-mail";
import * as z from "../../validation/zod";

const signInBody = z.object({
  email: z.string(),
  password: z.string(),
  callbackURL: z.optional(z.string()),
  rememberMe: z._default(z.boolean(), true),
});

/** A known address with a wrong password and an unknown one cost the same and answer the same. */
async function isRightPassword(
  ctx: GenericEndpointContext,
  account: AccountRow | undefined,
  password: string,
): Promise<boolean> {
  if (account?.password) return ctx.context.password.verify({ hash: account.password, password });
  await ctx.context.password.hash(password);
  return false;
}

/** Whether somebody who was refused for an unverified address gets the link that verifies it. */
function mailsLink(scope: Scope, error: unknown): boolean {
  if (scope.instance.options.emailVerification?.sendOnSignIn !== true) return false;
  return isAPIError(error) && error.body?.code === BASE_ERROR_CODES.EMAIL_NOT_VERIFIED.code;
}

/** Signs in with e-mail and password. */
export const signInEmail = createAuthEndpoint(
  "/sign-in/email",
  {
    method: "POST",
    operationId: "signInEmail",
    body: signInBody,
    use: [formCsrfMiddleware],
    cloneRequest: true,
    metadata: { accountField: "email", allowedMediaTypes: ["application/x-www-form-urlencoded", "application/json"] },
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    if (scope.instance.options.emailAndPassword?.enabled !== true) {
      throw new APIError("BAD_REQUEST", {
        message: "Email and password is not enabled",
        code: "EMAIL_PASSWORD_DISABLED",
      });
    }
    const { email, password, callbackURL, rememberMe } = ctx.body;
    if (!isEmail(email)) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_EMAIL);
    checkPasswordSize(password, ctx.context.password.config.maxPasswordLength);

    const found = await findUserByEmail(scope, email, { includeAccounts: true });
    const account = found?.accounts.find(({ providerId }) => providerId === CREDENTIAL);
    if (!(await isRightPassword(ctx, account, password)) || !found) {
      await raiseEvent(scope, "sign-in.failed", {
        factor: "password",
        reason: "INVALID_EMAIL_OR_PASSWORD",
        userId: found?.user.id,
        identifier: email,
      });
      throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.INVALID_EMAIL_OR_PASSWORD);
    }

    const factor = { id: "password", provesEmail: false };
    const settings = { dontRememberMe: rememberMe === false };
    const signIn = await signInUser(ctx, found.user, factor, settings).catch(async (error: unknown) => {
      if (mailsLink(scope, error)) await mailVerificationLink(ctx, found.user, { callbackURL });
      throw error;
    });
    const redirect = Boolean(callbackURL);
    if (redirect && signIn.status === "issued") ctx.setHeader("location", callbackURL as string);
    return {
      redirect,
      token: signIn.status === "issued" ? signIn.session.token : null,
      url: callbackURL,
      user: scope.instance.outputFilters.user(found.user),
    };
  },
);
