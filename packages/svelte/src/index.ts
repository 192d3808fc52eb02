export { BetterFetchError } from "@better-auth/client";
export type * from "@better-auth/client/types";
export type { AuthStore } from "./auth-store";
export { createAuthClient, type SvelteAuthClient } from "./create-auth-client";
