export { BetterFetchError } from "@better-auth/client";
export type * from "@better-auth/client/types";
export { createAuthClient, type UseSession, type VueAuthClient } from "./create-auth-client";
export type { NuxtFetch, NuxtFetchError, NuxtFetchOptions, NuxtFetchResult, NuxtSession } from "./nuxt-session";
export { useStore } from "./use-store";
