import type { ProviderFacts } from "../account-linking/facts";
import type { GenericEndpointContext, OAuthState } from "../types";
import { withQuery } from "../url/with-query";
import { putWaiting } from "./place";
import type { WayOn } from "./waiting";

const DEFAULT_EXPIRES_IN_SECONDS = 3600;

/** Whether people whose provider tells no address are asked for one. */
export function asksForEmail({ context }: Pick<GenericEndpointContext, "context">): boolean {
  return context.options.account?.missingEmail !== undefined;
}

/**
 * Lets somebody new, whose provider has told no address, type one: keeps who it is, for this browser alone, and gives the
 * page that asks. Nobody is made, linked or signed in before the address is proved.
 *
 * @param state what the sign-in was begun with, for hooks; `null` when there was no redirect to the provider
 * @returns `null` when people are not asked, or cannot be; the log says why
 */
export async function askForEmail(
  ctx: GenericEndpointContext,
  { provider, accountId, userInfo, profile, tokens }: ProviderFacts,
  way: WayOn,
  state: OAuthState | null,
): Promise<string | null> {
  const { logger, options, isTrustedOrigin } = ctx.context;
  const { id: providerId } = provider;
  const settings = options.account?.missingEmail;
  if (settings === undefined) {
    logger.warn(
      `Provider ${providerId} told no e-mail address, so somebody new was refused. Set account.missingEmail to ask people for one, or find it out in mapProfileToUser.`,
    );
    return null;
  }
  const { page, expiresIn = DEFAULT_EXPIRES_IN_SECONDS } = settings;
  if (!isTrustedOrigin(page, { allowRelativePaths: true })) {
    logger.error(
      `account.missingEmail.page: "${page}" is no path and of no trusted origin. Add its origin to trustedOrigins.`,
    );
    return null;
  }
  // What only the provider's own code reads: an answer can be long.
  const { raw: _raw, ...kept } = tokens;
  const waits = await putWaiting(
    ctx,
    { providerId, accountId, userInfo, profile, tokens: kept, way, state },
    expiresIn,
  );
  if (waits) return withQuery(page, "provider", providerId);
  logger.error(`Provider ${providerId}: profile and tokens are too long to be kept until an address is proved.`);
  return null;
}
