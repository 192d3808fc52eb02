import type { CloudflareOptions, CloudflareProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** The envelope of every answer of the API. */
interface CloudflareAnswer {
  success: boolean;
  result: CloudflareProfile | null;
}

/** Sign-in with Cloudflare. It does not say whether an address is verified. */
export const cloudflare = defineProvider<CloudflareProfile, CloudflareOptions>({
  id: "cloudflare",
  name: "Cloudflare",
  authorizationEndpoint: "https://dash.cloudflare.com/oauth2/auth",
  tokenEndpoint: "https://dash.cloudflare.com/oauth2/token",
  defaultScopes: ["user-details.read"],
  pkce: true,
  clientAuthentication: ({ tokenEndpointAuth, tokenEndpointAuthMethod }) =>
    tokenEndpointAuth ?? (tokenEndpointAuthMethod ? { method: tokenEndpointAuthMethod } : "basic"),
  clientSecret: "optional",
  async profile({ accessToken }) {
    const url = "https://api.cloudflare.com/client/v4/user";
    const answer = await fetchProfile<CloudflareAnswer>(url, { accessToken });
    return answer?.success === true ? answer.result : null;
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: [profile.first_name, profile.last_name].filter(Boolean).join(" ") || profile.email,
    email: profile.email,
    emailVerified: false,
  }),
});
