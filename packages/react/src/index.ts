export type * from "@better-auth/client";
export { createAuthClient, type ReactAuthClient } from "./create-auth-client";
export { useStore } from "./use-store";
