import { canonicalEmail } from "@better-auth/core/lifecycle";
import { fetchFromProvider, parseStringBoolean } from "@better-auth/core/oauth2";
import type { OAuth2Tokens, OAuth2UserInfo, OAuthMappedUser } from "@better-auth/core/types";
import { type Claims, subjectOf } from "./claims";
import type { ConfiguredProvider } from "./discovery";
import { type IdTokenReading, readIdToken } from "./id-token";
import { sourceOf } from "./token-source";
import type { GenericOAuthConfig, GenericOAuthUserInfo } from "./types";

/** A person as the provider says, in our words and in its own. */
interface Profile {
  readonly user: OAuth2UserInfo & Record<string, unknown>;
  readonly data: GenericOAuthUserInfo;
}

/**
 * Who a provider says that tokens are of: by an ID token that has what is needed, else by asking it. `null` when it does
 * not say, or says two things; the log says which.
 */
export async function readProfile(provider: ConfiguredProvider, tokens: OAuth2Tokens): Promise<Profile | null> {
  const { config } = provider;
  const reading = await readIdToken(provider, tokens);
  if (reading?.status === "refused") return null;
  if (reading === null && config.requireIdTokenVerification === true) {
    return nothing(provider, "it gave no ID token, which requireIdTokenVerification asks for: add the scope openid");
  }
  const data = config.getUserInfo
    ? await givenProfile(provider, config.getUserInfo, tokens, reading)
    : await ownProfile(provider, tokens, reading);
  if (data === null) return null;
  return { user: withMapped(userOf(data), (await config.mapProfileToUser?.(data)) ?? {}), data };
}

/** That an address is verified is said of the provider's: of another one the application has to say it. */
function withMapped(user: OAuth2UserInfo, mapped: OAuthMappedUser): Profile["user"] {
  const said: OAuthMappedUser = Object.fromEntries(Object.entries(mapped).filter(([, value]) => value !== undefined));
  const { email = user.email } = said;
  const isSameAddress = canonicalEmail(email ?? "") === canonicalEmail(user.email ?? "");
  return { ...user, ...(isSameAddress ? {} : { emailVerified: false }), ...said };
}

const OTHER_SUBJECT = "the profile has no `sub`, or another one than the ID token";

function nothing({ config, logger }: ConfiguredProvider, reason: string): null {
  logger.error(`generic-oauth: who signs in with "${config.providerId}" is not known: ${reason}.`);
  return null;
}

type Reading = Exclude<IdTokenReading, { status: "refused" }> | null;

async function ownProfile(
  provider: ConfiguredProvider,
  tokens: OAuth2Tokens,
  reading: Reading,
): Promise<GenericOAuthUserInfo | null> {
  if (reading?.status === "valid" && text(reading.claims.email) !== undefined) return inOurWords(reading.claims);
  const { userInfoEndpoint } = await provider.metadata();
  const { accessToken } = tokens;
  if (userInfoEndpoint === undefined || accessToken === undefined) {
    if (reading !== null) return inOurWords(reading.claims);
    return nothing(provider, "there is no ID token, and no userInfoUrl to ask");
  }
  const said = await fetchFromProvider<Claims | null>(userInfoEndpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (typeof said !== "object" || said === null || Array.isArray(said)) {
    return nothing(provider, "userInfoUrl did not answer with an object");
  }
  if (reading === null) return inOurWords(said);
  // The endpoint of a discovery document is one of OpenID Connect, which always says `sub`.
  const { discoveryUrl, userInfoUrl } = provider.config;
  const isNeeded = sourceOf(tokens) === "page" || (discoveryUrl !== undefined && userInfoUrl === undefined);
  return isSamePerson(reading.claims, said, isNeeded)
    ? inOurWords(completed(reading.claims, said))
    : nothing(provider, OTHER_SUBJECT);
}

async function givenProfile(
  provider: ConfiguredProvider,
  getUserInfo: NonNullable<GenericOAuthConfig["getUserInfo"]>,
  tokens: OAuth2Tokens,
  reading: Reading,
): Promise<GenericOAuthUserInfo | null> {
  const said = await getUserInfo(tokens);
  if (said === null || reading === null) return said;
  return isSamePerson(reading.claims, said, sourceOf(tokens) === "page") ? said : nothing(provider, OTHER_SUBJECT);
}

/**
 * OpenID Connect Core 1.0 §5.3.2: a profile with another `sub` than the ID token's is somebody else's.
 * @param isNeeded one without `sub` could be somebody else's, too, as the access token may be
 */
function isSamePerson(claims: Claims, { sub }: Claims, isNeeded: boolean): boolean {
  return sub === undefined ? !isNeeded : sub === subjectOf(claims);
}

/** What is said of an address belongs to that address. */
function completed({ email, email_verified, ...claims }: Claims, said: Claims): Claims {
  return { ...claims, ...("email" in said ? {} : { email, email_verified }), ...said };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The claims, and the members that `GenericOAuthUserInfo` names, where the provider has not got them itself. */
function inOurWords(claims: Claims): GenericOAuthUserInfo {
  const { sub, picture, email_verified: emailVerified } = claims;
  return {
    id: text(sub),
    image: text(picture),
    emailVerified: parseStringBoolean(emailVerified) ?? false,
    ...claims,
  };
}

function userOf({ name, given_name, family_name, email, image, emailVerified }: GenericOAuthUserInfo): OAuth2UserInfo {
  const parts = [given_name, family_name].filter((part) => text(part) !== undefined);
  return {
    name: text(name) ?? text(parts.join(" ")),
    email: text(email),
    image: text(image),
    emailVerified: emailVerified === true,
  };
}
