import type { PayPalOptions, PayPalProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const ENDPOINTS = {
  sandbox: { page: "https://www.sandbox.paypal.com", api: "https://api-m.sandbox.paypal.com" },
  live: { page: "https://www.paypal.com", api: "https://api-m.paypal.com" },
};

/** Log in with PayPal. What it tells is set at PayPal, for the application: no scope is asked for. */
export const paypal = defineProvider<PayPalProfile, PayPalOptions>({
  id: "paypal",
  name: "PayPal",
  authorizationEndpoint: (options) => `${endpointsOf(options).page}/signin/authorize`,
  tokenEndpoint: (options) => `${endpointsOf(options).api}/v1/oauth2/token`,
  clientAuthentication: "basic",
  defaultScopes: [],
  scopeOrder: "unsent",
  pkce: true,
  forwards: ["prompt"],
  profile: ({ accessToken }, options) =>
    fetchProfile(`${endpointsOf(options).api}/v1/identity/oauth2/userinfo?schema=paypalv1.1`, { accessToken }),
  subject: (profile) => profile.user_id,
  map: (profile) => ({ name: profile.name, image: profile.picture, ...addressOf(profile) }),
  checkOptions: ({ environment = "sandbox" }) =>
    Object.hasOwn(ENDPOINTS, environment)
      ? undefined
      : `environment is ${JSON.stringify(environment)}: give "sandbox" or "live".`,
});

function endpointsOf({ environment = "sandbox" }: PayPalOptions) {
  return ENDPOINTS[environment];
}

/** The schema that is asked for has a list of addresses in place of one, and says of each whether it is confirmed. */
function addressOf({ email, email_verified: verified, emails = [] }: PayPalProfile) {
  if (email) return { email, emailVerified: verified === true || verified === "true" };
  const primary = emails.find((entry) => entry.primary) ?? emails[0];
  return { email: primary?.value ?? null, emailVerified: primary?.confirmed === true };
}
