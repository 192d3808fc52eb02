export type {
  BetterAuthClientOptions,
  BetterAuthClientPlugin,
  ClientAtomListener,
  ClientStore,
} from "@better-auth/client";
export type * from "@better-auth/core/types";
