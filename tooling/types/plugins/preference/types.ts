/** How somebody wants the application to be. */
export interface Preference {
  id: string;
  userId: string;
  key: string;
  value: string;
  scope: "device" | "account";
  createdAt: Date;
}

/** Body of `createPreference`. */
export interface CreatePreferenceBody {
  key: string;
  value: string;
  scope?: "device" | "account" | undefined;
}

/** Body of `updatePreference`. */
export interface UpdatePreferenceBody {
  id: string;
  value?: string | undefined;
}

/** Query of `listPreferences`. */
export interface ListPreferencesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  scope?: "device" | "account" | undefined;
}

/** Answer of `listPreferences`. */
export interface PreferenceList {
  preferences: Preference[];
  total: number;
}
