import type { ProviderFacts } from "../../account-linking/facts";
import { parseStringBoolean } from "../../oauth2/parse-string-boolean";
import type { GenericEndpointContext, OAuth2Tokens, OAuthProfile, OAuthProvider, OAuthUserHint } from "../../types";

/** Longest subject that is believed: an account's column holds no more everywhere. */
const LONGEST_SUBJECT = 255;

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** What a provider has put in the place of a text is none, and no word for an address but a clear one counts. */
function checked(user: OAuthProfile["user"]): OAuthProfile["user"] {
  return {
    ...user,
    name: textOf(user.name),
    email: textOf(user.email),
    image: textOf(user.image),
    emailVerified: parseStringBoolean(user.emailVerified) ?? false,
  };
}

/** Asks a provider who somebody is. `null` when it does not say, or cannot be reached; the log says why. */
export async function readFacts(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  tokens: OAuth2Tokens,
  user?: OAuthUserHint,
): Promise<ProviderFacts | null> {
  try {
    const answer = await provider.getUserInfo({ ...tokens, user });
    if (answer === null) return null;
    const subject = await provider.accountSubject({ profile: answer.data, tokens });
    const accountId = subject === undefined || subject === null ? "" : String(subject);
    if (accountId === "" || accountId.length > LONGEST_SUBJECT) {
      ctx.context.logger.error(`Provider ${provider.id} gave no subject for an account.`);
      return null;
    }
    return { provider, accountId, userInfo: checked(answer.user), profile: answer.data, tokens };
  } catch (error) {
    ctx.context.logger.error(`Provider ${provider.id}: the profile could not be read.`, error);
    return null;
  }
}
