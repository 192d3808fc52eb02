import type { GenericOAuthConfig, GumroadOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { sharedOptions } from "./shared-options";

/** What https://app.gumroad.com/api#user answers. */
interface GumroadAnswer {
  success?: boolean;
  user?: { user_id?: string; name?: string; email?: string; profile_url?: string };
}

/**
 * Gumroad. It does not say whether an address is verified.
 * @example genericOAuth({ config: [gumroad({ clientId, clientSecret })] })
 */
export function gumroad(options: GumroadOptions): GenericOAuthConfig<"gumroad"> {
  return {
    providerId: "gumroad",
    authorizationUrl: "https://gumroad.com/oauth/authorize",
    tokenUrl: "https://api.gumroad.com/oauth/token",
    ...sharedOptions(options, ["view_profile"]),
    accountSubject: ({ profile }) => profile.id ?? "",
    async getUserInfo(tokens) {
      const { success, user } = (await fetchUser<GumroadAnswer>("https://api.gumroad.com/v2/user", tokens)) ?? {};
      if (success !== true || user === undefined) return null;
      const { user_id: id, name, email, profile_url: image } = user;
      return { id, name, email, image, emailVerified: false };
    },
  };
}
