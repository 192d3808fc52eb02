import {
  type AuthQueryState,
  type ClientMethod,
  type ClientPlugin,
  type OptionalClientMethod,
  useAuthQuery,
} from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import { atom } from "nanostores";
import type { ApiKey, ApiKeyList, CreateApiKeyBody, ListApiKeysQuery, UpdateApiKeyBody } from "./types.ts";

/** Methods of the client. */
export interface ApiKeyClient {
  apiKey: {
    create: ClientMethod<CreateApiKeyBody, ApiKey>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListApiKeysQuery | undefined }, ApiKeyList>;
    get: ClientMethod<{ query: { id: string } }, ApiKey>;
    update: ClientMethod<UpdateApiKeyBody, ApiKey>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Lets the key in again. */
    enable: ClientMethod<{ id: string }, ApiKey>;
    /** Keeps the key out. */
    disable: ClientMethod<{ id: string }, ApiKey>;
    /** Counts a use. */
    recordUse: ClientMethod<{ id: string }, ApiKey>;
    /** Removes the keys that are kept out. */
    deleteDisabled: OptionalClientMethod<object, { removed: number }>;
  };
}

/** What the plugin adds to the client's types. */
export interface ApiKeyClientTypes {
  id: "api-key";
  client: ApiKeyClient;
  atoms: { apiKeys: AuthQueryState<ApiKeyList> };
  errors: ErrorCodes<"API_KEY_NOT_FOUND" | "API_KEY_LIMIT_REACHED" | "API_KEY_EXPIRED">;
  infer: { ApiKey: ApiKey };
}

/** The client half. */
export function apiKeyClient(): ClientPlugin<ApiKeyClientTypes> {
  return {
    id: "api-key",
    pathMethods: { "/api-key/list": "GET", "/api-key/delete-disabled": "POST" },
    getAtoms($fetch) {
      const $apiKeySignal = atom(false);
      return {
        $apiKeySignal,
        apiKeys: useAuthQuery<ApiKeyList>($apiKeySignal, "/api-key/list", $fetch, { method: "GET" }),
      };
    },
    atomListeners: [
      {
        signal: "$apiKeySignal",
        matcher: (path) => /^\/api-key\/(create|update|delete|enable|disable|record-use|delete-disabled)$/.test(path),
      },
    ],
  };
}
