import type { CryptoKey } from "jose";
import { BetterAuthError } from "../error";
import type { ClientAssertionContext, ClientAssertionGetter } from "../types";
import type { JsonWebKeyInput } from "./json-web-key";

/** What `client_assertion_type` says of a JWT (RFC 7523 §2.2). */
export const CLIENT_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The algorithms that a client assertion may be signed with: only those with a key pair. */
export const PRIVATE_KEY_JWT_SIGNING_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;

export type PrivateKeyJwtSigningAlgorithm = (typeof PRIVATE_KEY_JWT_SIGNING_ALGORITHMS)[number];

/** The key that signs client assertions, and what is said with it. */
export interface PrivateKeyJwtClientAssertionGetterOptions {
  /** The private key as JSON. Taken before `privateKeyPem`. */
  privateKeyJwk?: JsonWebKeyInput | undefined;
  /** The private key as PEM, PKCS #8 ("BEGIN PRIVATE KEY"). */
  privateKeyPem?: string | undefined;
  /** The name that the server knows the key by. @default the `kid` of `privateKeyJwk` */
  kid?: string | undefined;
  /** @default the `alg` of `privateKeyJwk`, else what its curve asks for, else "RS256" */
  algorithm?: PrivateKeyJwtSigningAlgorithm | undefined;
  /** Seconds that an assertion is valid. @default 120 */
  expiresIn?: number | undefined;
}

/** Besides the key: who says it to whom. */
export interface PrivateKeyJwtClientAssertionOptions extends PrivateKeyJwtClientAssertionGetterOptions {
  clientId: string;
  /** The audience of the assertion. */
  tokenEndpoint: string;
}

/** What is sent to a token endpoint in place of a client secret. */
export interface ClientAssertionParams {
  client_assertion_type: typeof CLIENT_ASSERTION_TYPE;
  client_assertion: string;
}

const SECONDS_VALID = 120;
const ALGORITHM_OF_CURVE: Readonly<Record<string, PrivateKeyJwtSigningAlgorithm>> = {
  "P-256": "ES256",
  "P-384": "ES384",
  "P-521": "ES512",
  Ed25519: "EdDSA",
};

/**
 * A client assertion: a JWT by which a client shows that it has its private key (RFC 7523 §3, OpenID Connect Core 1.0 §9).
 * `iss` and `sub` are the client, `aud` is the token endpoint, `jti` is new each time.
 *
 * @throws {BetterAuthError} without a private key, with a key that does not fit the algorithm, with an algorithm that is
 * not one of `PRIVATE_KEY_JWT_SIGNING_ALGORITHMS`, with an `expiresIn` that is not a positive whole number
 * @example
 * const assertion = await signPrivateKeyJwtClientAssertion({ clientId, tokenEndpoint, privateKeyPem, kid: "2030-01" });
 */
export async function signPrivateKeyJwtClientAssertion({
  clientId,
  tokenEndpoint,
  ...settings
}: PrivateKeyJwtClientAssertionOptions): Promise<string> {
  const signing = checkSigning(settings);
  return signAssertion(clientId, tokenEndpoint, signing, await importKey(signing));
}

/**
 * A getter for `tokenEndpointAuth: { method: "private_key_jwt", getClientAssertion }`. The key is read once, with the first
 * assertion.
 *
 * @throws {BetterAuthError} at once, for what `signPrivateKeyJwtClientAssertion` refuses; for a key that cannot be read,
 * with the first assertion
 * @example
 * const getClientAssertion = createPrivateKeyJwtClientAssertionGetter({ privateKeyJwk, algorithm: "ES256" });
 */
export function createPrivateKeyJwtClientAssertionGetter(
  settings: PrivateKeyJwtClientAssertionGetterOptions,
): ClientAssertionGetter {
  const signing = checkSigning(settings);
  let key: Promise<CryptoKey> | undefined;
  return async ({ clientId, tokenEndpoint }) => {
    key ??= importKey(signing);
    return signAssertion(clientId, tokenEndpoint, signing, await key);
  };
}

/**
 * What is sent along with a request to a token endpoint when the client authenticates with `private_key_jwt`. What the
 * assertion is for stands beside the getter, or in `context`.
 *
 * @throws {BetterAuthError} when the getter gives no text; whatever the getter throws
 * @example
 * const params = await resolveClientAssertionParams({ getClientAssertion, clientId, tokenEndpoint, grantType: "refresh_token" });
 */
export async function resolveClientAssertionParams(
  request: { getClientAssertion: ClientAssertionGetter } & (
    | ClientAssertionContext
    | { context: ClientAssertionContext }
  ),
): Promise<ClientAssertionParams> {
  const { clientId, tokenEndpoint, grantType } = "context" in request ? request.context : request;
  const assertion: unknown = await request.getClientAssertion({ clientId, tokenEndpoint, grantType });
  if (typeof assertion !== "string" || assertion === "") {
    throw new BetterAuthError(
      `getClientAssertion: expected a signed JWT, got ${assertion === "" ? "an empty text" : typeof assertion}.`,
    );
  }
  return { client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion: assertion };
}

/** Settings that hold together. */
interface Signing {
  readonly key: JsonWebKeyInput | string;
  readonly kid: string | undefined;
  readonly algorithm: PrivateKeyJwtSigningAlgorithm;
  readonly secondsValid: number;
}

function checkSigning({
  privateKeyJwk,
  privateKeyPem,
  kid = privateKeyJwk?.kid,
  algorithm,
  expiresIn = SECONDS_VALID,
}: PrivateKeyJwtClientAssertionGetterOptions): Signing {
  const key = privateKeyJwk ?? privateKeyPem;
  if (key === undefined || key === "") {
    throw new BetterAuthError("private_key_jwt: expected privateKeyJwk or privateKeyPem, got neither.");
  }
  // RFC 7517 §9.3: an `oct` key has no private half, so it would sign with what the server has, too.
  if (privateKeyJwk !== undefined && typeof privateKeyJwk.d !== "string") {
    throw new BetterAuthError('private_key_jwt: expected a private key as privateKeyJwk, got one without "d".');
  }
  const chosen = algorithm ?? privateKeyJwk?.alg ?? ALGORITHM_OF_CURVE[privateKeyJwk?.crv ?? ""] ?? "RS256";
  if (!isSigningAlgorithm(chosen)) {
    throw new BetterAuthError(
      `private_key_jwt: expected ${PRIVATE_KEY_JWT_SIGNING_ALGORITHMS.join(", ")} as algorithm, got "${chosen}".`,
    );
  }
  if (!Number.isSafeInteger(expiresIn) || expiresIn < 1) {
    throw new BetterAuthError(`private_key_jwt: expected seconds as expiresIn, at least one, got ${expiresIn}.`);
  }
  return { key, kid, algorithm: chosen, secondsValid: expiresIn };
}

function isSigningAlgorithm(name: string): name is PrivateKeyJwtSigningAlgorithm {
  return (PRIVATE_KEY_JWT_SIGNING_ALGORITHMS as readonly string[]).includes(name);
}

async function importKey({ key, algorithm }: Signing): Promise<CryptoKey> {
  const { importJWK, importPKCS8 } = await import("jose/key/import");
  try {
    // `key_ops` and `alg` of the key are jose's to check against the algorithm.
    const imported =
      typeof key === "string"
        ? await importPKCS8(key, algorithm)
        : await importJWK({ ...key } as Parameters<typeof importJWK>[0], algorithm);
    return imported as CryptoKey;
  } catch (cause) {
    throw new BetterAuthError(`private_key_jwt: expected a private key for ${algorithm}; this one cannot be read.`, {
      cause,
    });
  }
}

async function signAssertion(clientId: string, tokenEndpoint: string, signing: Signing, key: CryptoKey) {
  const { SignJWT } = await import("jose/jwt/sign");
  const now = Math.floor(Date.now() / 1000);
  const { algorithm, kid, secondsValid } = signing;
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm, typ: "JWT", ...(kid === undefined ? {} : { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenEndpoint)
    .setIssuedAt(now)
    .setExpirationTime(now + secondsValid)
    .setJti(crypto.randomUUID())
    .sign(key);
}
