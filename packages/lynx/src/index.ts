export { BetterFetchError } from "@better-auth/client";
export type * from "@better-auth/client/types";
export { createAuthClient, type LynxAuthClient } from "./create-auth-client";
export { useStore } from "./use-store";
