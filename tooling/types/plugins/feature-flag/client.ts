import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CreateFeatureFlagBody,
  FeatureFlag,
  FeatureFlagList,
  ListFeatureFlagsQuery,
  UpdateFeatureFlagBody,
} from "./types.ts";

/** Methods of the client. */
export interface FeatureFlagClient {
  featureFlag: {
    create: ClientMethod<CreateFeatureFlagBody, FeatureFlag>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListFeatureFlagsQuery | undefined }, FeatureFlagList>;
    get: ClientMethod<{ query: { id: string } }, FeatureFlag>;
    update: ClientMethod<UpdateFeatureFlagBody, FeatureFlag>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Turns it on. */
    turnOn: ClientMethod<{ id: string }, FeatureFlag>;
    /** Turns it off. */
    turnOff: ClientMethod<{ id: string }, FeatureFlag>;
    /** Removes every flag of whoever is signed in. */
    reset: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface FeatureFlagClientTypes {
  id: "feature-flag";
  client: FeatureFlagClient;
  errors: ErrorCodes<"FEATURE_FLAG_NOT_FOUND" | "FEATURE_FLAG_UNKNOWN">;
  infer: { FeatureFlag: FeatureFlag };
}

/** The client half. */
export function featureFlagClient(): ClientPlugin<FeatureFlagClientTypes> {
  return {
    id: "feature-flag",
    pathMethods: { "/feature-flag/list": "GET", "/feature-flag/reset": "POST" },
  };
}
