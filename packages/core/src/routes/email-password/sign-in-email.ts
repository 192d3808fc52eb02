import { checkPasswordSize } from "../../account/password-rules";
import { type AccountRow, CREDENTIAL } from "../../account/store";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { raiseEvent } from "../../events/raise";
import { formCsrfMiddleware } from "../../guard/origin";
import { signInUser } from "../../sign-in/complete-sign-in";
import type { GenericEndpointContext } from "../../types";
import { isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
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

/** Signs in with e-mail and password. */
export const signInEmail = createAuthEndpoint(
  "/sign-in/email",
  {
    method: "POST",
    operationId: "signInEmail",
    body: signInBody,
    use: [formCsrfMiddleware],
    cloneRequest: true,
    metadata: { allowedMediaTypes: ["application/x-www-form-urlencoded", "application/json"] },
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

    const signIn = await signInUser(
      ctx,
      found.user,
      { id: "password", provesEmail: false },
      { dontRememberMe: rememberMe === false },
    );
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
