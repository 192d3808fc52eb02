import type { GenericOAuthConfig, YandexOptions } from "../types";
import { fetchUser } from "./fetch-user";
import { sharedOptions } from "./shared-options";

/** What https://yandex.com/dev/id/doc/en/user-information answers. */
interface YandexAnswer {
  id?: string;
  login?: string;
  display_name?: string;
  real_name?: string;
  first_name?: string;
  default_email?: string;
  emails?: string[];
  is_avatar_empty?: boolean;
  default_avatar_id?: string;
}

/**
 * Yandex. It does not say whether an address is verified.
 * @example genericOAuth({ config: [yandex({ clientId, clientSecret })] })
 */
export function yandex(options: YandexOptions): GenericOAuthConfig<"yandex"> {
  return {
    providerId: "yandex",
    authorizationUrl: "https://oauth.yandex.com/authorize",
    tokenUrl: "https://oauth.yandex.com/token",
    ...sharedOptions(options, ["login:info", "login:email", "login:avatar"]),
    accountSubject: ({ profile }) => profile.id ?? "",
    async getUserInfo(tokens) {
      const said = await fetchUser<YandexAnswer>("https://login.yandex.ru/info?format=json", tokens, "OAuth");
      if (said === null) return null;
      const { id, is_avatar_empty: isEmpty, default_avatar_id: avatar } = said;
      return {
        id,
        name: said.display_name ?? said.real_name ?? said.first_name ?? said.login,
        email: said.default_email ?? said.emails?.[0],
        image: !isEmpty && avatar ? `https://avatars.yandex.net/get-yapic/${avatar}/islands-200` : undefined,
        emailVerified: false,
      };
    },
  };
}
