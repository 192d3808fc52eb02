import type { GenericOAuthConfig, SlackOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { OPENID_SCOPES, sharedOptions } from "./shared-options";

const USER_INFO = "https://slack.com/api/openid.connect.userInfo";

/** What https://docs.slack.dev/reference/methods/openid.connect.userInfo answers. */
interface SlackAnswer {
  sub?: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
  picture?: string;
  "https://slack.com/user_image_512"?: string;
}

/**
 * Slack.
 * @example genericOAuth({ config: [slack({ clientId, clientSecret })] })
 */
export function slack(options: SlackOptions): GenericOAuthConfig<"slack"> {
  return {
    providerId: "slack",
    authorizationUrl: "https://slack.com/openid/connect/authorize",
    tokenUrl: "https://slack.com/api/openid.connect.token",
    userInfoUrl: USER_INFO,
    ...sharedOptions(options, OPENID_SCOPES),
    accountSubject: ({ profile }) => profile.sub ?? "",
    async getUserInfo(tokens) {
      const said = await fetchUser<SlackAnswer>(USER_INFO, tokens);
      if (said === null) return null;
      const { sub, name, email, email_verified: emailVerified = false } = said;
      return { sub, name, email, image: said.picture ?? said["https://slack.com/user_image_512"], emailVerified };
    },
  };
}
