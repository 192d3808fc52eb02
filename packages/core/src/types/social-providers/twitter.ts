import type { ProviderOptions } from "../oauth";

/** What `GET https://api.x.com/2/users/me` answers, and `email`. */
export interface TwitterProfile {
  data: {
    /** The subject; it stays when the name changes. */
    id: string;
    name: string;
    username: string;
    profile_image_url?: string;
    /** Made from `confirmed_email`, which the scope `users.email` and a setting of the application give. */
    email?: string;
    confirmed_email?: string;
    location?: string;
    url?: string;
    description?: string;
    verified?: boolean;
    created_at?: string;
    entities?: Record<string, unknown>;
    [field: string]: unknown;
  };
  includes?: Record<string, unknown>;
}

export interface TwitterOption extends ProviderOptions<TwitterProfile> {
  clientId: string;
}
