import { scopeOf } from "../context/scope";
import { generateRandomString } from "../crypto/random";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { GenericEndpointContext, OAuthState } from "../types";
import { errorRedirect } from "./error-redirect";
import { type StateBinding, type StoredState, withoutReserved } from "./payload";
import { placeOf, STATE_SECONDS } from "./places";
import { showState, takeServerContext } from "./server-context";

/** Characters. RFC 7636 §4.1 allows up to 128 of a verifier. */
const STATE_LENGTH = 32;
const VERIFIER_LENGTH = 128;

/** How a state is made. */
export interface GenerateStateOptions {
  /** Whoever is signed in and wants to have the account. */
  link?: { email: string; userId: string } | undefined;
  /** What comes back to hooks; `false` leaves that of the call out. @default `additionalData` of the body */
  additionalData?: Record<string, unknown> | false | undefined;
  /** @default 32 random characters */
  state?: string | undefined;
  /** @default 128 random characters */
  codeVerifier?: string | undefined;
  idTokenNonce?: string | undefined;
  /** The provider that the browser is sent to: no other callback takes the state then. */
  boundTo?: StateBinding | undefined;
}

/** Members of a body that a state is made from; they are checked by the guard of every route. */
interface StartingBody {
  callbackURL?: string | undefined;
  errorCallbackURL?: string | undefined;
  newUserCallbackURL?: string | undefined;
  requestSignUp?: boolean | undefined;
  additionalData?: Record<string, unknown> | undefined;
}

/**
 * Makes the state that a browser takes along to a provider, and the verifier of its code (RFC 7636). Takes `callbackURL`,
 * `errorCallbackURL`, `newUserCallbackURL` and `requestSignUp` from the body of the call. It can be spent once, for ten
 * minutes, by the browser of this call.
 *
 * @throws {APIError} 400 CALLBACK_URL_REQUIRED when there is none, and no base URL to go to instead
 */
export async function generateState(
  ctx: GenericEndpointContext,
  options: GenerateStateOptions = {},
): Promise<{ state: string; codeVerifier: string }> {
  const body = (ctx.body ?? {}) as StartingBody;
  const callbackURL = body.callbackURL || scopeOf(ctx).base.origin;
  if (!callbackURL) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.CALLBACK_URL_REQUIRED);
  const { additionalData = body.additionalData ?? {}, link, idTokenNonce, boundTo } = options;
  const { state = generateRandomString(STATE_LENGTH), codeVerifier = generateRandomString(VERIFIER_LENGTH) } = options;
  const stored: StoredState = {
    ...(additionalData === false ? {} : withoutReserved(additionalData)),
    callbackURL,
    codeVerifier,
    errorURL: body.errorCallbackURL || undefined,
    newUserURL: body.newUserCallbackURL || undefined,
    expiresAt: Date.now() + STATE_SECONDS * 1000,
    oauthState: state,
    link,
    requestSignUp: body.requestSignUp,
    idTokenNonce,
    serverContext: await takeServerContext(ctx),
    boundTo,
  };
  await placeOf(ctx).put(ctx, stored);
  return { state, codeVerifier };
}

const isSame = (one: StateBinding, other: StateBinding): boolean =>
  one.providerId === other.providerId && one.redirectURI === other.redirectURI;

/**
 * Spends the state that a browser has brought back: of parallel callers one gets it.
 *
 * @param boundTo the provider whose callback this is; a state that was made for another one is refused
 * @throws a redirect to the error page, with `state_not_found` or `state_mismatch`
 */
export async function parseState(ctx: GenericEndpointContext, boundTo?: StateBinding): Promise<OAuthState> {
  const { state: name } = { ...(ctx.query as object), ...(ctx.body as object) } as { state?: unknown };
  if (typeof name !== "string" || name === "") throw errorRedirect(ctx, "state_not_found");
  const spent = await placeOf(ctx).spend(ctx, name);
  if (spent.status === "unknown") {
    ctx.context.logger.warn(
      "A callback came with a state that is not known: it was used before, or its cookie did not come along. Behind a proxy, see that Set-Cookie reaches the browser and that baseURL is the address that people open.",
    );
    throw errorRedirect(ctx, "state_mismatch");
  }
  if (spent.status === "late") throw errorRedirect(ctx, "state_mismatch", spent.state.errorURL);
  if (spent.status === "other-browser") {
    ctx.context.logger.warn(
      "A callback came without the cookie of the browser that was sent to the provider. Behind a proxy, see that Set-Cookie reaches the browser, and that people open the address in baseURL.",
    );
    throw errorRedirect(ctx, "state_mismatch", spent.state.errorURL);
  }
  const { boundTo: made, oauthState: _name, ...state } = spent.state;
  // A state of ours always says whom it is for; one of a plugin that did not say it serves that plugin alone.
  if (boundTo !== undefined && (made === undefined || !isSame(made, boundTo))) {
    ctx.context.logger.error("A state was brought to the callback of another provider than it was made for.");
    throw errorRedirect(ctx, "state_mismatch", spent.state.errorURL);
  }
  await showState(ctx, state);
  return state;
}
