import { createAuthEndpoint, formCsrfMiddleware } from "@better-auth/core/api";
import { parseUserOutput } from "@better-auth/core/db";
import { APIError } from "@better-auth/core/error";
import { signInByPassword } from "@better-auth/core/lifecycle";
import * as z from "@better-auth/core/zod";
import { USERNAME_ERROR_CODES } from "./error-codes";
import { findOwner, findUserWithAccounts } from "./find-user";
import type { UsernameRules } from "./rules";

const signInBody = z.object({
  username: z.string(),
  password: z.string(),
  rememberMe: z.optional(z.boolean()),
  callbackURL: z.optional(z.string()),
});

/** The operations, as the handlers type them. */
export function makeEndpoints(rules: UsernameRules) {
  return {
    signInUsername: createAuthEndpoint(
      "/sign-in/username",
      { method: "POST", body: signInBody, use: [formCsrfMiddleware], metadata: { accountField: "username" } },
      async (ctx) => {
        const { username, password, rememberMe, callbackURL } = ctx.body;
        if (!username || !password) {
          throw APIError.from("UNAUTHORIZED", USERNAME_ERROR_CODES.INVALID_USERNAME_OR_PASSWORD);
        }
        await rules.check(username, "UNPROCESSABLE_ENTITY");
        const { user, signIn } = await signInByPassword(ctx, {
          find: () => findUserWithAccounts(ctx, rules.normalize(username)),
          password,
          identifier: username,
          factor: "username",
          rememberMe,
          callbackURL,
          refusal: USERNAME_ERROR_CODES.INVALID_USERNAME_OR_PASSWORD,
        });
        return {
          redirect: Boolean(callbackURL),
          token: signIn.status === "issued" ? signIn.session.token : null,
          url: callbackURL,
          user: parseUserOutput(ctx.context.options, user),
        };
      },
    ),
    isUsernameAvailable: createAuthEndpoint(
      "/is-username-available",
      { method: "POST", body: z.object({ username: z.string() }) },
      async (ctx) => {
        const { username } = ctx.body;
        if (!username) throw APIError.from("UNPROCESSABLE_ENTITY", USERNAME_ERROR_CODES.INVALID_USERNAME);
        await rules.check(username, "UNPROCESSABLE_ENTITY");
        return { available: (await findOwner(ctx, rules.normalize(username))) === undefined };
      },
    ),
  };
}
