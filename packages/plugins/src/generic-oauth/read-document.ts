import { isSecureAddress, issuersOf } from "./addresses";
import type { ProviderMetadata } from "./metadata";
import type { GenericOAuthConfig } from "./types";

/** Why a discovery document cannot be used: a sentence for the log, with what to do about it. */
export class UnusableDocument extends Error {
  constructor(
    message: string,
    readonly code: "INVALID_OAUTH_CONFIGURATION" | "TOKEN_URL_NOT_FOUND" = "INVALID_OAUTH_CONFIGURATION",
  ) {
    super(message);
  }
}

type Document = Readonly<Record<string, unknown>>;

/**
 * What a discovery document says (OpenID Connect Discovery 1.0 §3, RFC 8414 §2), under what the configuration says.
 * @throws {UnusableDocument}
 */
export function readDocument(value: unknown, config: GenericOAuthConfig): ProviderMetadata {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UnusableDocument("it is no JSON object: check discoveryUrl");
  }
  const document: Document = { ...value };
  const issuer = checkIssuer(document, config);
  const authorizationEndpoint = config.authorizationUrl ?? address(document, "authorization_endpoint");
  if (authorizationEndpoint === undefined) {
    throw new UnusableDocument("it has no authorization_endpoint: give authorizationUrl");
  }
  const tokenEndpoint = config.tokenUrl ?? address(document, "token_endpoint");
  if (tokenEndpoint === undefined && config.getToken === undefined) {
    throw new UnusableDocument("it has no token_endpoint: give tokenUrl", "TOKEN_URL_NOT_FOUND");
  }
  const jwksUri = address(document, "jwks_uri");
  if (jwksUri === undefined && config.requireIdTokenVerification === true) {
    throw new UnusableDocument("it has no jwks_uri, which requireIdTokenVerification needs");
  }
  return {
    issuer,
    sendsIssuer: document.authorization_response_iss_parameter_supported === true,
    authorizationEndpoint,
    tokenEndpoint,
    userInfoEndpoint: config.userInfoUrl ?? address(document, "userinfo_endpoint"),
    endSessionEndpoint: config.endSessionEndpoint ?? address(document, "end_session_endpoint"),
    jwksUri,
    idTokenAlgorithms: algorithms(document.id_token_signing_alg_values_supported),
  };
}

/** OpenID Connect Discovery 1.0 §4.3, RFC 8414 §3.3: whoever can serve one document must not speak for another issuer. */
function checkIssuer({ issuer }: Document, config: GenericOAuthConfig): string {
  const expected = config.issuer === undefined ? issuersOf(config.discoveryUrl ?? "") : [config.issuer];
  if (typeof issuer === "string" && expected.includes(issuer)) return issuer;
  const given = issuer === undefined ? "none" : JSON.stringify(issuer).slice(0, 200);
  throw new UnusableDocument(
    `it has to be from the issuer ${JSON.stringify(expected[0])}, and says ${given}: check discoveryUrl, or, if that is who it is from, give it as issuer`,
  );
}

function address(document: Document, name: string): string | undefined {
  const value = document[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && isSecureAddress(value)) return value;
  throw new UnusableDocument(
    `its ${name} is ${JSON.stringify(value).slice(0, 200)}, which is no address that begins with https://`,
  );
}

function algorithms(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}
