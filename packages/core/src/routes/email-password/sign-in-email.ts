import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { formCsrfMiddleware } from "../../guard/origin";
import { isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
import { signInByPassword } from "../../user-lifecycle/sign-in-by-password";
import * as z from "../../validation/zod";

const signInBody = z.object({
  email: z.string(),
  password: z.string(),
  callbackURL: z.optional(z.string()),
  rememberMe: z._default(z.boolean(), true),
});

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
    const { user, signIn } = await signInByPassword(ctx, {
      find: () => findUserByEmail(scope, email, { includeAccounts: true }),
      password,
      identifier: email,
      rememberMe,
      callbackURL,
      refusal: BASE_ERROR_CODES.INVALID_EMAIL_OR_PASSWORD,
    });
    return {
      redirect: Boolean(callbackURL),
      token: signIn.status === "issued" ? signIn.session.token : null,
      url: callbackURL,
      user: scope.instance.outputFilters.user(user),
    };
  },
);
