import type { EndpointMetadata } from "@better-auth/core/types";

/**
 * Metadata of an endpoint that clients do not see: routed, and a method of `auth.api`.
 * @example createAuthEndpoint("/internal", { method: "POST", metadata: HIDE_METADATA }, handler)
 */
export const HIDE_METADATA = { scope: "server" } as const satisfies EndpointMetadata;
