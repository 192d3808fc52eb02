/** A part of the application that is on or off for somebody. */
export interface FeatureFlag {
  id: string;
  userId: string;
  key: string;
  variant: "off" | "on" | "trial";
  note: string | null;
  createdAt: Date;
}

/** Body of `createFeatureFlag`. */
export interface CreateFeatureFlagBody {
  key: string;
  variant?: "off" | "on" | "trial" | undefined;
  note?: string | undefined;
}

/** Body of `updateFeatureFlag`. */
export interface UpdateFeatureFlagBody {
  id: string;
  variant?: "off" | "on" | "trial" | undefined;
  note?: string | undefined;
}

/** Query of `listFeatureFlags`. */
export interface ListFeatureFlagsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  variant?: "off" | "on" | "trial" | undefined;
}

/** Answer of `listFeatureFlags`. */
export interface FeatureFlagList {
  featureFlags: FeatureFlag[];
  total: number;
}
