import type { GenericOAuthConfig, HubSpotOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { sharedOptions } from "./shared-options";

/** What HubSpot says of an access token. */
interface HubSpotAnswer {
  /** An address. */
  user?: string;
  user_id?: number;
  signed_access_token?: { userId?: number };
}

/**
 * HubSpot. It does not say whether an address is verified.
 * @example genericOAuth({ config: [hubspot({ clientId, clientSecret })] })
 */
export function hubspot(options: HubSpotOptions): GenericOAuthConfig<"hubspot"> {
  return {
    providerId: "hubspot",
    authorizationUrl: "https://app.hubspot.com/oauth/authorize",
    tokenUrl: "https://api.hubapi.com/oauth/v1/token",
    authentication: "post",
    ...sharedOptions(options, ["oauth"]),
    accountSubject: ({ profile }) => profile.id ?? "",
    async getUserInfo(tokens) {
      const token = encodeURIComponent(tokens.accessToken ?? "");
      const address = `https://api.hubapi.com/oauth/v1/access-tokens/${token}`;
      const said = await fetchUser<HubSpotAnswer>(address, tokens, "none");
      const id = said?.user_id ?? said?.signed_access_token?.userId;
      return id === undefined ? null : { id, name: said?.user, email: said?.user, emailVerified: false };
    },
  };
}
