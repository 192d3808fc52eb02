import type { DropboxOptions, DropboxProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Dropbox. */
export const dropbox = defineProvider<DropboxProfile, DropboxOptions>({
  id: "dropbox",
  name: "Dropbox",
  authorizationEndpoint: "https://www.dropbox.com/oauth2/authorize",
  tokenEndpoint: "https://api.dropboxapi.com/oauth2/token",
  defaultScopes: ["account_info.read"],
  pkce: true,
  authorizationParams: ({ accessType }) => ({ token_access_type: accessType }),
  clientSecret: "optional",
  profile: ({ accessToken }) =>
    fetchProfile("https://api.dropboxapi.com/2/users/get_current_account", { accessToken, method: "POST" }),
  subject: (profile) => profile.account_id,
  map: (profile) => ({
    name: profile.name?.display_name,
    email: profile.email,
    emailVerified: profile.email_verified === true,
    image: profile.profile_photo_url,
  }),
});
