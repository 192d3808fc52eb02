import type { SalesforceOptions, SalesforceProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const HOSTS = { production: "login.salesforce.com", sandbox: "test.salesforce.com" };

/** Sign-in with Salesforce: production, a sandbox, or a domain of an organization's own. */
export const salesforce = defineProvider<SalesforceProfile, SalesforceOptions>({
  id: "salesforce",
  name: "Salesforce",
  authorizationEndpoint: (options) => endpoint(options, "authorize"),
  tokenEndpoint: (options) => endpoint(options, "token"),
  defaultScopes: ["openid", "email", "profile"],
  pkce: true,
  profile: ({ accessToken }, options) => fetchProfile(endpoint(options, "userinfo"), { accessToken }),
  subject: (profile) => profile.user_id,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.photos?.picture || profile.photos?.thumbnail,
    emailVerified: profile.email_verified === true,
  }),
  checkOptions({ loginUrl, environment = "production" }) {
    if (!Object.hasOwn(HOSTS, environment)) {
      return `environment is ${JSON.stringify(environment)}: give "production" or "sandbox".`;
    }
    if (!loginUrl || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(loginUrl)) return undefined;
    return `loginUrl is ${JSON.stringify(loginUrl)}: give the host alone, such as "acme.my.salesforce.com".`;
  },
});

function endpoint({ loginUrl, environment = "production" }: SalesforceOptions, name: string): string {
  return `https://${loginUrl || HOSTS[environment]}/services/oauth2/${name}`;
}
