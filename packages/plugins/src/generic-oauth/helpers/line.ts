import { claimsOf } from "../claims";
import type { GenericOAuthConfig, LineOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { OPENID_SCOPES, sharedOptions } from "./shared-options";

const USER_INFO = "https://api.line.me/oauth2/v2.1/userinfo";

/** The members of LINE's ID token, and of its profile, which has no address. */
interface LineProfile {
  sub?: string;
  name?: string;
  picture?: string;
  email?: string;
}

/**
 * A channel of LINE. It does not say whether an address is verified.
 * @example genericOAuth({ config: [line({ providerId: "line-jp", clientId, clientSecret })] })
 */
export function line(options: LineOptions): GenericOAuthConfig {
  return {
    providerId: options.providerId ?? "line",
    authorizationUrl: "https://access.line.me/oauth2/v2.1/authorize",
    tokenUrl: "https://api.line.me/oauth2/v2.1/token",
    userInfoUrl: USER_INFO,
    ...sharedOptions(options, OPENID_SCOPES),
    accountSubject: ({ profile }) => profile.sub ?? "",
    async getUserInfo(tokens) {
      const claims: LineProfile | null = tokens.idToken === undefined ? null : claimsOf(tokens.idToken);
      const said = claims ?? (await fetchUser<LineProfile>(USER_INFO, tokens));
      if (said === null) return null;
      const { sub, name, email, picture: image } = said;
      return { sub, name, email, image, emailVerified: false };
    },
  };
}
