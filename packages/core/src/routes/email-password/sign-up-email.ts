import { checkPasswordLength } from "../../account/password-rules";
import { CREDENTIAL, createAccount } from "../../account/store";
import { type Scope, scopeOf } from "../../context/scope";
import { inTransaction } from "../../context/transaction";
import { checkText } from "../../database/field-value";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES, isAPIError } from "../../error";
import { faultOf, isOutage } from "../../fault/database-fault";
import { withoutValues } from "../../fault/plain-error";
import { formCsrfMiddleware } from "../../guard/origin";
import { completeSignIn } from "../../sign-in/complete-sign-in";
import { type IssuedSession, issueSession, type PendingSignIn } from "../../sign-in/issue-session";
import type { GenericEndpointContext, Row, SignUpEmailBody } from "../../types";
import { canonicalEmail, isEmail } from "../../user/email";
import { checkName, parseExtraUserFields } from "../../user/input";
import { createUserIfAbsent, findUserByEmail, type NewUser, type UserRow } from "../../user/store";
import { syntheticUser } from "../../user/synthetic";
import { refusalOfOthers, refusalOfTaken } from "../../user/taken";
import { validateUserInfo } from "../../user/validate-info";
import { mailVerificationLink } from "../../user-lifecycle/verification-mail";
import * as z from "../../validation/zod";

const signUpBody = z.looseObject({
  name: z.string(),
  email: z.string().check(z.refine(isEmail, "Invalid email address")),
  password: z.string().check(z.minLength(1)),
  image: z.optional(z.string()),
  callbackURL: z.optional(z.string()),
  rememberMe: z.optional(z.boolean()),
});

/** What the transaction came to. */
type SignUp =
  | { readonly status: "taken" }
  | { readonly status: "created"; readonly user: UserRow; readonly signIn: IssuedSession | PendingSignIn | null };

/** User, account and session are written together or not at all. What decides who gets an address is its unique index. */
async function register(
  scope: Scope,
  newUser: NewUser,
  hash: string,
  settings: { opensSession: boolean; dontRememberMe: boolean },
): Promise<SignUp> {
  return inTransaction(scope, async (inner) => {
    const written = await createUserIfAbsent(inner, newUser);
    if (written.status === "taken") return written;
    if (written.status === "stopped") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_USER);
    const user = written.row;
    const values = { userId: user.id, accountId: user.id, providerId: CREDENTIAL, password: hash };
    // Without a password nobody could ever sign in, and the address would be gone.
    if ((await createAccount(inner, values)) === null)
      throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_USER);
    if (!settings.opensSession) return { status: "created", user, signIn: null };
    const factor = { id: "password", provesEmail: false };
    const { dontRememberMe } = settings;
    const signIn = await issueSession(inner, user, factor, { dontRememberMe, basis: null });
    return { status: "created", user, signIn };
  });
}

/**
 * A database hook that throws anything but an APIError has failed to make the user, and says no more. What the database
 * itself could not do, or hold, is answered like that of any other route.
 */
async function registerOrFail(...args: Parameters<typeof register>): Promise<SignUp> {
  const [scope, newUser] = args;
  try {
    return await register(...args);
  } catch (failure) {
    const error = await refusalOfTaken(scope, newUser, failure);
    if (isAPIError(error) || isOutage(error) || faultOf(error) === "value") throw error;
    scope.instance.logger.error("Sign-up failed.", error);
    throw APIError.from("UNPROCESSABLE_ENTITY", BASE_ERROR_CODES.FAILED_TO_CREATE_USER, {
      cause: withoutValues(error),
    });
  }
}

/** The answer to a taken address: a refusal, or a user that does not exist where the answer must not tell. */
async function answerTaken(
  ctx: GenericEndpointContext,
  core: { name: string; email: string; image: string | null },
  additional: Row,
  hidesTaken: boolean,
) {
  if (!hidesTaken) throw APIError.from("UNPROCESSABLE_ENTITY", BASE_ERROR_CODES.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL);
  const scope = scopeOf(ctx);
  const refusal = await refusalOfOthers(scope, additional);
  if (refusal !== null) throw refusal;
  const notify = scope.instance.options.emailAndPassword?.onExistingUserSignUp;
  if (notify) {
    // Not awaited, so that a slow mail does not tell what the answer hides.
    ctx.context.runInBackground(
      findUserByEmail(scope, core.email).then((found) =>
        found ? notify({ user: found.user }, ctx.request) : undefined,
      ),
    );
  }
  return { token: null, user: await syntheticUser(scope, core, additional) };
}

/** Makes a user with a password, and a session unless the options say otherwise. */
export const signUpEmail = createAuthEndpoint(
  "/sign-up/email",
  {
    method: "POST",
    operationId: "signUpWithEmailAndPassword",
    body: signUpBody,
    use: [formCsrfMiddleware],
    cloneRequest: true,
    metadata: { accountField: "email", allowedMediaTypes: ["application/x-www-form-urlencoded", "application/json"] },
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const { emailAndPassword: options } = scope.instance.options;
    if (options?.enabled !== true || options.disableSignUp === true) {
      throw new APIError("BAD_REQUEST", {
        message: "Email and password sign up is not enabled",
        code: "EMAIL_PASSWORD_SIGN_UP_DISABLED",
      });
    }
    const body = ctx.body as SignUpEmailBody & Row;
    checkName(body.name);
    if (body.image !== undefined) checkText("image", body.image);
    checkPasswordLength(body.password, ctx.context);
    const additional = parseExtraUserFields(scope, body, "create");
    const core = { name: body.name, email: canonicalEmail(body.email), image: body.image ?? null };

    const needsVerification = options.requireEmailVerification === true;
    const opensSession = !needsVerification && options.autoSignIn !== false;
    const newUser = { ...additional, ...core };
    await validateUserInfo(scope, newUser, { method: "email-password" });
    // Before the transaction, and for a taken address as well: both answers take the same time.
    const hash = await ctx.context.password.hash(body.password);
    const signUp = await registerOrFail(scope, newUser, hash, {
      opensSession,
      dontRememberMe: body.rememberMe === false,
    });
    if (signUp.status === "taken") return answerTaken(ctx, core, additional, !opensSession);

    if (scope.instance.options.emailVerification?.sendOnSignUp ?? needsVerification) {
      const { callbackURL } = body;
      await mailVerificationLink(ctx, signUp.user, { callbackURL, isHidden: !opensSession });
    }
    const user = scope.instance.outputFilters.user(signUp.user);
    if (signUp.signIn === null) return { token: null, user };
    await completeSignIn(ctx, signUp.signIn);
    return { token: signUp.signIn.status === "issued" ? signUp.signIn.session.token : null, user };
  },
);
