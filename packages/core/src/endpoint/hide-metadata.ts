/** Metadata of an endpoint that is routed and hidden from clients: `createAuthEndpoint(path, { metadata: HIDE_METADATA }, …)`. */
export const HIDE_METADATA = { scope: "server" } as const;
