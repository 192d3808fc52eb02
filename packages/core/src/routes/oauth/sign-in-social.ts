import { type ProviderSignIn, signInWithProvider } from "../../account-linking/sign-in-with-provider";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { formCsrfMiddleware } from "../../guard/origin";
import { askForEmail } from "../../missing-email/ask-for-email";
import type { WayOn } from "../../missing-email/waiting";
import { additionalParams } from "../../oauth2/authorization-params";
import type { GenericEndpointContext, OAuthProvider, Row, SignInSocialBody, SignInSocialResult } from "../../types";
import * as z from "../../validation/zod";
import { additionalData } from "./additional-data";
import { requireProvider } from "./find-provider";
import { factsOfIdToken, idTokenFields } from "./id-token";
import { providerName } from "./provider-name";
import { answerWith, startAtProvider } from "./start";

const appleUser = z.object({
  name: z.optional(z.object({ firstName: z.optional(z.string()), lastName: z.optional(z.string()) })),
  email: z.optional(z.string()),
});

/** Milliseconds. Later no database keeps a time; before 1970 no token was. */
const timeOfToken = z.number().check(z.refine((time) => time >= 0 && time < Date.UTC(9999, 0, 1), "Invalid time"));

const signInSocialBody = z.object({
  callbackURL: z.optional(z.string()),
  newUserCallbackURL: z.optional(z.string()),
  errorCallbackURL: z.optional(z.string()),
  provider: providerName,
  disableRedirect: z.optional(z.boolean()),
  idToken: z.optional(z.object({ ...idTokenFields, expiresAt: z.optional(timeOfToken), user: z.optional(appleUser) })),
  scopes: z.optional(z.array(z.string())),
  requestSignUp: z.optional(z.boolean()),
  loginHint: z.optional(z.string()),
  additionalParams: z.optional(additionalParams),
  additionalData: z.optional(additionalData),
});

/** What refuses an ID token that was right. */
function refusalOf({ error }: Extract<ProviderSignIn, { status: "refused" }>): APIError {
  if (error === "email_not_verified") return APIError.from("FORBIDDEN", BASE_ERROR_CODES.EMAIL_NOT_VERIFIED);
  return new APIError("UNAUTHORIZED", { code: "OAUTH_LINK_ERROR", message: error.replaceAll("_", " ") });
}

async function signInByIdToken(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  idToken: NonNullable<SignInSocialBody["idToken"]>,
  body: SignInSocialBody,
): Promise<SignInSocialResult<Row>> {
  const { callbackURL, requestSignUp } = body;
  const facts = await factsOfIdToken(ctx, provider, idToken);
  const { origin } = scopeOf(ctx).base;
  const way: WayOn = {
    callbackURL: callbackURL || origin || "/",
    newUserURL: body.newUserCallbackURL || undefined,
    errorURL: body.errorCallbackURL || undefined,
    requestSignUp,
  };
  const done = await signInWithProvider(ctx, facts, {
    requestSignUp,
    callbackURL,
    askForEmail: () => askForEmail(ctx, facts, way, null),
  });
  if (done.status === "email-required") {
    // Absolute: the page that asked may be on another origin than we are.
    const url = origin === "" ? done.page : new URL(done.page, origin);
    return { ...answerWith(ctx, url, body.disableRedirect), emailRequired: true };
  }
  if (done.status === "refused") throw refusalOf(done);
  const token = done.signIn.status === "issued" ? done.signIn.session.token : "";
  return {
    redirect: false,
    token,
    url: undefined,
    user: scopeOf(ctx).instance.outputFilters.user(done.user),
  };
}

/**
 * Signs in with an account at a provider: gives the provider's address, or, with an ID token that the page has already,
 * signs in at once.
 */
export const signInSocial = createAuthEndpoint(
  "/sign-in/social",
  { method: "POST", operationId: "socialSignIn", body: signInSocialBody, use: [formCsrfMiddleware] },
  async (ctx) => {
    const { body } = ctx;
    const provider = requireProvider(ctx, body.provider);
    if (body.idToken) return signInByIdToken(ctx, provider, body.idToken, body);
    const url = await startAtProvider(ctx, provider, body);
    return answerWith(ctx, url, body.disableRedirect) as SignInSocialResult<Row>;
  },
);
