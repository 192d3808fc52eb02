import type { EndpointMetadata } from "@better-auth/core/types";

/**
 * Metadata of an endpoint that clients do not see: routed, and a method of `auth.api`.
 * @example createAuthEndpoint("/internal", { method: "POST", metadata: HIDE_METADATA }, handler)
 */
export const HIDE_METADATA = { scope: "server" } as const satisfies EndpointMetadata;
export * from "./access";
export * from "./custom-session";
export * from "./email-otp";
export * from "./generic-oauth";
export * from "./magic-link";
export * from "./two-factor";
export * from "./username";
