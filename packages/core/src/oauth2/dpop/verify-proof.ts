import { sha256Base64url } from "../../crypto/digest";
import { constantTimeEqual } from "../../crypto/equal";
import { BetterAuthError } from "../../error";
import type { JsonWebKeyInput } from "../json-web-key";
import {
  DPOP_PROOF_TYPE,
  DPOP_SIGNING_ALGORITHMS,
  type DpopSigningAlgorithm,
  PROOF_MAX_AGE_SECONDS,
} from "./constants";
import { proofError } from "./errors";
import { normalizeDpopHtu } from "./htu";
import type { DpopReplayStore } from "./replay-store";
import { deriveDpopAth, deriveDpopJkt } from "./thumbprint";

/** Characters. Four times what a proof with the longest usual key (RSA, 4096 bits) has. */
const MOST_CHARACTERS = 8192;
/** Characters of a `jti`. */
const LONGEST_JTI = 512;
/** Seconds that the clock of a client may be ahead. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** RFC 7518 §6: what only a private or a shared key has. */
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] as const;

/** A proof, and what it has to be a proof for. */
export interface VerifyDpopProofOptions {
  /** The value of the `DPoP` header. */
  proofJwt: string;
  /** The method of the request. */
  method: string;
  /** The whole address of the request, as the client sees it. */
  url: string;
  /** The access token that came along; the proof has to hold its digest. */
  accessToken?: string | undefined;
  /** The thumbprint that the key of the proof has to have (RFC 7638). */
  expectedJkt?: string | undefined;
  /** Refuse a proof without the digest of an access token, whether or not one is given here. @default false */
  requireAth?: boolean | undefined;
  /** Seconds since the epoch. @default the time */
  nowSeconds?: number | undefined;
  /** Seconds that a proof is taken after its `iat`. @default 300 */
  proofMaxAgeSeconds?: number | undefined;
  /** Of `DPOP_SIGNING_ALGORITHMS`; anything else in it counts for nothing. @default all of them */
  signingAlgorithms?: readonly DpopSigningAlgorithm[] | undefined;
  /** Takes each proof once. Without one a proof can be used again until it is too old. */
  replayStore?: DpopReplayStore | undefined;
}

/** A proof that is right. */
export interface VerifiedDpopProof {
  /** The public key that signed it. */
  jwk: JsonWebKeyInput;
  /** Its thumbprint. */
  jkt: string;
  jti: string;
  htm: string;
  /** Normalised. */
  htu: string;
  /** Seconds since the epoch. */
  iat: number;
  ath?: string;
  nonce?: string;
  /** Stands for the proof in a replay store. */
  replayKey: string;
  /** From then on it is too old. */
  expiresAt: Date;
}

/**
 * Checks a DPoP proof (RFC 9449 §4.3): its form, its signature, that it was made for this request and for this access token,
 * just now, by the key that is expected, and that nobody has used it before.
 *
 * @throws {DpopProofError} `invalid_dpop_proof`, whatever is wrong with the proof
 * @throws {BetterAuthError} when `proofMaxAgeSeconds` is not a positive number
 * @throws whatever the replay store throws
 * @example
 * const { jkt } = await verifyDpopProof({ proofJwt, method: "POST", url: tokenEndpoint, replayStore });
 */
export async function verifyDpopProof(options: VerifyDpopProofOptions): Promise<VerifiedDpopProof> {
  const { proofMaxAgeSeconds = PROOF_MAX_AGE_SECONDS, nowSeconds = Date.now() / 1000, replayStore } = options;
  if (!(proofMaxAgeSeconds > 0 && proofMaxAgeSeconds < Number.POSITIVE_INFINITY)) {
    throw new BetterAuthError(`proofMaxAgeSeconds: expected a positive number of seconds, got ${proofMaxAgeSeconds}.`);
  }
  const { jwk, alg } = await readHeader(options);
  const claims = await readClaims(options.proofJwt, jwk, alg, nowSeconds);
  const { jti, iat } = claims;
  const htm = checkMethod(claims.htm, options.method);
  const htu = checkAddress(claims.htu, options.url);

  // RFC 9449 §4.3, item 11: not too old, and not of the future.
  const age = nowSeconds - iat;
  if (!(age <= proofMaxAgeSeconds && age >= -CLOCK_TOLERANCE_SECONDS)) {
    throw proofError("DPoP proof iat is outside the accepted window");
  }
  await checkToken(claims.ath, options);
  const jkt = await deriveDpopJkt(jwk);
  if (options.expectedJkt !== undefined && !constantTimeEqual(jkt, options.expectedJkt)) {
    throw proofError("DPoP proof key does not match the bound token");
  }

  const replayKey = await sha256Base64url([jkt, htm, htu, jti].join("\n"));
  const expiresAt = new Date((iat + proofMaxAgeSeconds) * 1000);
  // RFC 9449 §11.1. Last, so that nobody uses up a proof that is not for here.
  if (replayStore !== undefined) {
    const isFirst = await replayStore.reserve({ key: replayKey, expiresAt, now: new Date(nowSeconds * 1000) });
    if (!isFirst) throw proofError("DPoP proof jti has already been used");
  }
  const { ath, nonce } = claims;
  return {
    jwk,
    jkt,
    jti,
    htm,
    htu,
    iat,
    ...(typeof ath === "string" && { ath }),
    ...(typeof nonce === "string" && { nonce }),
    replayKey,
    expiresAt,
  };
}

async function readHeader({
  proofJwt,
  signingAlgorithms = DPOP_SIGNING_ALGORITHMS,
}: VerifyDpopProofOptions): Promise<{ jwk: JsonWebKeyInput; alg: DpopSigningAlgorithm }> {
  // RFC 9449 §4.3, items 1 and 2: several headers arrive joined by commas, and are no JWT any more.
  if (typeof proofJwt !== "string" || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(proofJwt)) {
    throw proofError("DPoP proof must be a compact JWT");
  }
  if (proofJwt.length > MOST_CHARACTERS) throw proofError("DPoP proof is too large");
  const { decodeProtectedHeader } = await import("jose/decode/protected_header");
  let header: { typ?: unknown; alg?: unknown; jwk?: unknown };
  try {
    header = decodeProtectedHeader(proofJwt);
  } catch (cause) {
    throw proofError("DPoP proof header is malformed", { cause });
  }
  if (header.typ !== DPOP_PROOF_TYPE) throw proofError(`DPoP proof typ must be "${DPOP_PROOF_TYPE}"`);
  const alg = DPOP_SIGNING_ALGORITHMS.find((known) => known === header.alg && signingAlgorithms.includes(known));
  if (alg === undefined) throw proofError("DPoP proof uses an unsupported JWS algorithm");
  return { jwk: checkKey(header.jwk), alg };
}

function checkKey(jwk: unknown): JsonWebKeyInput {
  if (
    typeof jwk !== "object" ||
    jwk === null ||
    Array.isArray(jwk) ||
    typeof (jwk as { kty?: unknown }).kty !== "string"
  ) {
    throw proofError("DPoP proof header must include a public jwk");
  }
  if ((jwk as { kty: string }).kty === "oct") throw proofError("DPoP proof jwk must be asymmetric");
  // RFC 9449 §4.3, item 7. Whoever sends a private key has lost it.
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    throw proofError("DPoP proof jwk must not contain private key material");
  }
  return jwk as JsonWebKeyInput;
}

interface Claims {
  readonly jti: string;
  readonly iat: number;
  readonly htm: string;
  readonly htu: string;
  readonly ath?: unknown;
  readonly nonce?: unknown;
}

/** What a proof says, once its signature is seen to be that of its key. */
async function readClaims(
  proofJwt: string,
  jwk: JsonWebKeyInput,
  alg: DpopSigningAlgorithm,
  nowSeconds: number,
): Promise<Claims> {
  const { importJWK } = await import("jose/key/import");
  const { jwtVerify } = await import("jose/jwt/verify");
  const { kty, crv, x, y, n, e } = jwk;
  let claims: Record<string, unknown>;
  try {
    // Nothing else of the key, so that what it says of its own use does not count.
    const members = { kty, crv, x, y, n, e };
    const key = await importJWK(members as Parameters<typeof importJWK>[0], alg);
    const { payload } = await jwtVerify(proofJwt, key, {
      algorithms: [alg],
      typ: DPOP_PROOF_TYPE,
      currentDate: new Date(nowSeconds * 1000),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    claims = payload;
  } catch (cause) {
    throw proofError("DPoP proof signature or validity could not be verified", { cause });
  }
  const { jti, iat, htm, htu } = claims;
  if (!isText(jti) || !isText(htm) || !isText(htu) || typeof iat !== "number" || !Number.isFinite(iat)) {
    throw proofError("DPoP proof must include htm, htu, jti, and iat claims");
  }
  if (jti.length > LONGEST_JTI) throw proofError("DPoP proof jti is too large");
  return { ...claims, jti, iat, htm, htu };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** RFC 9449 §4.3, item 8. */
function checkMethod(htm: string, method: unknown): string {
  const upper = htm.toUpperCase();
  if (typeof method !== "string" || upper !== method.toUpperCase()) {
    throw proofError("DPoP proof htm does not match the request method");
  }
  return upper;
}

/** RFC 9449 §4.3, item 9. */
function checkAddress(htu: string, url: string): string {
  const normalized = normalizeDpopHtu(htu);
  if (normalized !== normalizeDpopHtu(url)) throw proofError("DPoP proof htu does not match the request URL");
  return normalized;
}

/** RFC 9449 §4.3, item 12. */
async function checkToken(ath: unknown, { accessToken, requireAth }: VerifyDpopProofOptions): Promise<void> {
  if (requireAth === true && !isText(ath)) throw proofError("DPoP proof must include an ath claim");
  if (accessToken === undefined) return;
  if (!isText(ath) || !constantTimeEqual(ath, await deriveDpopAth(accessToken))) {
    throw proofError("DPoP proof ath does not match the access token");
  }
}
