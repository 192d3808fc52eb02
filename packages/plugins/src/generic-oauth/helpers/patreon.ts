import type { GenericOAuthConfig, PatreonOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { sharedOptions } from "./shared-options";

const IDENTITY = `https://www.patreon.com/api/oauth2/v2/identity?${new URLSearchParams({
  "fields[user]": "email,full_name,image_url,is_email_verified",
})}`;

/** What https://docs.patreon.com/#get-api-oauth2-v2-identity answers. */
interface PatreonAnswer {
  data?: {
    id?: string;
    attributes?: { full_name?: string; email?: string; image_url?: string; is_email_verified?: boolean };
  };
}

/**
 * Patreon.
 * @example genericOAuth({ config: [patreon({ clientId, clientSecret })] })
 */
export function patreon(options: PatreonOptions): GenericOAuthConfig<"patreon"> {
  return {
    providerId: "patreon",
    authorizationUrl: "https://www.patreon.com/oauth2/authorize",
    tokenUrl: "https://www.patreon.com/api/oauth2/token",
    ...sharedOptions(options, ["identity[email]"]),
    accountSubject: ({ profile }) => profile.id ?? "",
    async getUserInfo(tokens) {
      const { id, attributes } = (await fetchUser<PatreonAnswer>(IDENTITY, tokens))?.data ?? {};
      if (id === undefined || attributes === undefined) return null;
      const { full_name: name, email, image_url: image, is_email_verified: emailVerified } = attributes;
      return { id, name, email, image, emailVerified };
    },
  };
}
