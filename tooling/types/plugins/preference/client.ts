import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CreatePreferenceBody,
  ListPreferencesQuery,
  Preference,
  PreferenceList,
  UpdatePreferenceBody,
} from "./types.ts";

/** Methods of the client. */
export interface PreferenceClient {
  preference: {
    create: ClientMethod<CreatePreferenceBody, Preference>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListPreferencesQuery | undefined }, PreferenceList>;
    get: ClientMethod<{ query: { id: string } }, Preference>;
    update: ClientMethod<UpdatePreferenceBody, Preference>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** For every device. */
    share: ClientMethod<{ id: string }, Preference>;
    /** How many preferences somebody has. */
    count: OptionalClientMethod<object, { count: number }>;
    /** As it was at first. */
    reset: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface PreferenceClientTypes {
  id: "preference";
  client: PreferenceClient;
  errors: ErrorCodes<"PREFERENCE_NOT_FOUND" | "PREFERENCE_UNKNOWN">;
  infer: { Preference: Preference };
}

/** The client half. */
export function preferenceClient(): ClientPlugin<PreferenceClientTypes> {
  return {
    id: "preference",
    pathMethods: { "/preference/list": "GET", "/preference/reset": "POST" },
  };
}
