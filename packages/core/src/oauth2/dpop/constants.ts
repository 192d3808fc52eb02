/** The `typ` of a DPoP proof (RFC 9449 §4.2). */
export const DPOP_PROOF_TYPE = "dpop+jwt";

/** The algorithms that a proof may be signed with: only those with a key pair (RFC 9449 §4.3). */
export const DPOP_SIGNING_ALGORITHMS = ["EdDSA", "ES256", "ES512", "PS256", "RS256"] as const;

export type DpopSigningAlgorithm = (typeof DPOP_SIGNING_ALGORITHMS)[number];

/** Seconds that a proof is taken after its `iat`, unless told. */
export const PROOF_MAX_AGE_SECONDS = 300;
