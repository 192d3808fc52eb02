import { createAuthEndpoint, formCsrfMiddleware } from "@better-auth/core/api";
import { parseSessionOutput, parseUserOutput } from "@better-auth/core/db";
import { isAPIError } from "@better-auth/core/error";
import { reportFailedSignIn } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { emailField } from "../email-field";
import { nameField } from "../name-field";
import { signInByMail } from "../sign-in-by-mail";
import { createToken, spendToken } from "./token";
import type { MagicLinkOptions, SignInMagicLinkBody, VerifyMagicLinkQuery } from "./types";

const VERIFY = "/magic-link/verify";
const FACTOR = "magic-link";
const INVALID_TOKEN = "INVALID_TOKEN";
const SIGN_UP_DISABLED = "new_user_signup_disabled";
/** What a page is told when a hook of the application keeps the user or the session from being made. */
const STOPPED = new Map([
  ["FAILED_TO_CREATE_USER", "failed_to_create_user"],
  ["FAILED_TO_CREATE_SESSION", "failed_to_create_session"],
]);

const signInBody = z.object({
  email: emailField,
  name: z.optional(nameField),
  callbackURL: z.optional(z.string()),
  newUserCallbackURL: z.optional(z.string()),
  errorCallbackURL: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.any())),
});

const verifyQuery = z.object({
  token: z.string(),
  callbackURL: z.optional(z.string()),
  newUserCallbackURL: z.optional(z.string()),
  errorCallbackURL: z.optional(z.string()),
});

/** What a mail leads to. */
function linkTo(ctx: GenericEndpointContext, token: string, body: SignInMagicLinkBody): string {
  const url = new URL(`${ctx.context.baseURL}${VERIFY}`);
  url.searchParams.set("token", token);
  url.searchParams.set("callbackURL", body.callbackURL || "/");
  if (body.newUserCallbackURL) url.searchParams.set("newUserCallbackURL", body.newUserCallbackURL);
  if (body.errorCallbackURL) url.searchParams.set("errorCallbackURL", body.errorCallbackURL);
  return url.toString();
}

/** An absolute address of one of our pages. */
function absolute(ctx: GenericEndpointContext, target: string): URL {
  return new URL(target, ctx.context.baseURL);
}

function refuse(ctx: GenericEndpointContext, query: VerifyMagicLinkQuery, error: string, description?: string): never {
  const target = absolute(ctx, query.errorCallbackURL ?? query.callbackURL ?? "/");
  target.searchParams.set("error", error);
  if (description) target.searchParams.set("error_description", description);
  throw ctx.redirect(target.toString());
}

/**
 * A person who follows a link sees a page, not JSON: always where somebody new is kept out, else where a page was named.
 */
async function refuseWith(
  ctx: GenericEndpointContext,
  query: VerifyMagicLinkQuery,
  email: string,
  error: unknown,
): Promise<never> {
  const { code, message } = (isAPIError(error) && error.body) || {};
  if (!code) throw error;
  const stopped = STOPPED.get(code);
  if (stopped !== undefined) return refuse(ctx, query, stopped);
  const isNew = async () => (await ctx.context.internalAdapter.findUserByEmail(email)) === null;
  if (query.callbackURL || (await isNew())) return refuse(ctx, query, code, message);
  throw error;
}

/** The operations, as the handlers type them. */
export function makeEndpoints(options: MagicLinkOptions) {
  return {
    signInMagicLink: createAuthEndpoint(
      "/sign-in/magic-link",
      {
        method: "POST",
        operationId: "signInWithMagicLink",
        body: signInBody,
        use: [formCsrfMiddleware],
        requireHeaders: true,
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const { email, name, metadata } = ctx.body;
        const token = await createToken(ctx, { email, name }, options);
        const mail = { email, url: linkTo(ctx, token, ctx.body), token, ...(metadata && { metadata }) };
        await options.sendMagicLink(mail, ctx);
        return { status: true };
      },
    ),
    magicLinkVerify: createAuthEndpoint(
      VERIFY,
      {
        method: "GET",
        operationId: "verifyMagicLink",
        query: verifyQuery,
        requireHeaders: true,
      },
      async (ctx) => {
        const { token, callbackURL, newUserCallbackURL } = ctx.query;
        // RFC 9110 §9.3.2: HEAD is for looking. Scanners of mail send it, and it must not spend the link.
        if (ctx.request?.method === "HEAD") return refuse(ctx, ctx.query, INVALID_TOKEN);
        const claim = await spendToken(ctx, token, options);
        if (claim === null) {
          await reportFailedSignIn(ctx, { factor: FACTOR, reason: INVALID_TOKEN });
          return refuse(ctx, ctx.query, INVALID_TOKEN);
        }
        const { email, name = "" } = claim;
        const newUser = options.disableSignUp === true ? false : { name };
        const done = await signInByMail(ctx, { email, factor: FACTOR, newUser }, SIGN_UP_DISABLED).catch(
          (error: unknown) => refuseWith(ctx, ctx.query, email, error),
        );
        if (done === null) return refuse(ctx, ctx.query, SIGN_UP_DISABLED);
        const { user, signIn, isNewUser } = done;
        if (callbackURL) throw ctx.redirect(absolute(ctx, (isNewUser && newUserCallbackURL) || callbackURL).toString());
        const { options: auth } = ctx.context;
        return {
          token: signIn.status === "issued" ? signIn.session.token : null,
          user: parseUserOutput(auth, user),
          session: signIn.status === "issued" ? parseSessionOutput(auth, signIn.session) : null,
        };
      },
    ),
  };
}
