import { isProviderError } from "../outbound/provider-error";
import type { Logger, OAuthProvider } from "../types";
import { verifyIdToken } from "./verify-id-token";

/** What of a provider decides on ID tokens. */
export type IdTokenProvider = Pick<
  OAuthProvider,
  "id" | "idToken" | "verifyIdToken" | "disableIdTokenSignIn" | "options"
>;

/** Where it is written down why a token was not taken: a call's context. */
export interface IdTokenCheckContext {
  context: { logger: Pick<Logger, "debug" | "warn" | "error"> };
}

/** What an application may say of ID tokens in the options of a provider. */
interface IdTokenOptions {
  readonly verifyIdToken?: OAuthProvider["verifyIdToken"];
  readonly disableIdTokenSignIn?: boolean | undefined;
}

/**
 * Whether people may sign in with an ID token of this provider that their page already has: there is a way to check it, and
 * `disableIdTokenSignIn` is not set.
 */
export function supportsIdTokenSignIn(provider: IdTokenProvider): boolean {
  const { isDisabled, verify } = settingsOf(provider);
  return !isDisabled && (verify !== undefined || provider.idToken !== undefined);
}

/**
 * Whether an ID token is the provider's and meant for us: as the application's own `verifyIdToken` says, or else as
 * `verifyIdToken` finds. `false`, and a line in the log, also when the provider's keys cannot be had.
 *
 * ID tokens that come with a code are checked by it, too, so `disableIdTokenSignIn` is not asked here: for a token that a page
 * brings, ask `supportsIdTokenSignIn` first.
 *
 * @param nonce what the token has to come back with
 * @param ctx whose logger is told why a token is not taken
 * @example if (!(await verifyProviderIdToken(provider, token, nonce, ctx))) throw APIError.from("UNAUTHORIZED", INVALID_TOKEN);
 */
export async function verifyProviderIdToken(
  provider: IdTokenProvider,
  token: string,
  nonce?: string | undefined,
  ctx?: IdTokenCheckContext | undefined,
): Promise<boolean> {
  const logger = ctx?.context.logger;
  const { verify } = settingsOf(provider);
  try {
    if (verify !== undefined) return (await verify(token, nonce)) === true;
    if (provider.idToken === undefined) return false;
    const check = await verifyIdToken(provider.idToken, token, nonce);
    if (check.status !== "refused") return true;
    const line = `An ID token of ${provider.id} was not taken: ${check.reason}.`;
    // Rightly signed, but by another issuer or for another client: mostly a mistake in the options.
    if (check.reason === "issuer" || check.reason === "audience")
      logger?.warn(`${line} Check clientId and the issuer.`);
    else logger?.debug(line, check.cause);
    return false;
  } catch (error) {
    const what = isProviderError(error) ? "the keys cannot be had" : "verifyIdToken failed";
    logger?.error(`An ID token of ${provider.id} was not taken: ${what}.`, error);
    return false;
  }
}

function settingsOf(provider: IdTokenProvider) {
  const options: IdTokenOptions = provider.options ?? {};
  return {
    isDisabled: provider.disableIdTokenSignIn === true || options.disableIdTokenSignIn === true,
    verify: provider.verifyIdToken ?? options.verifyIdToken,
  };
}
