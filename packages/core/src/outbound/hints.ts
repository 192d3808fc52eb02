/** What is known of a refusal. */
interface Refused {
  readonly status: number;
  readonly error: string | undefined;
  readonly errorDescription: string | undefined;
  readonly grantType: string | null;
}

const REDIRECT_URI =
  "Register this address at the provider, letter by letter: {baseURL}/callback/{provider}, or `redirectURI` of the provider";
const CLIENT =
  "Check clientId and clientSecret of the provider, and whether it wants the secret in the body or in the header";
const CODE =
  "A code works once and for a short time: look for a callback that is opened twice, for a clock that is wrong here, and " +
  "for another redirect URI than the code was asked for with";
const REFRESH_TOKEN = "The refresh token has ended, was used before or was taken back: the person has to sign in again";
const GRANT = "Allow the client this grant at the provider";
const SCOPE = "Check `scope` of the provider: it does not know one of them, or does not give it to this client";

/** By the codes of RFC 6749 §5.2, and by those that GitHub, Google, Slack and others have in place of them. */
const BY_CODE: Readonly<Record<string, string>> = {
  redirect_uri_mismatch: REDIRECT_URI,
  invalid_redirect_uri: REDIRECT_URI,
  bad_redirect_uri: REDIRECT_URI,
  invalid_client: CLIENT,
  incorrect_client_credentials: CLIENT,
  invalid_client_id: CLIENT,
  bad_client_secret: CLIENT,
  bad_verification_code: CODE,
  invalid_code: CODE,
  code_already_used: CODE,
  code_expired: CODE,
  bad_refresh_token: REFRESH_TOKEN,
  invalid_refresh_token: REFRESH_TOKEN,
  unauthorized_client: GRANT,
  unsupported_grant_type: GRANT,
  invalid_scope: SCOPE,
};

/** What the developer can do about a refusal; `undefined` where nobody can tell. */
export function hintForRefusal({ status, error, errorDescription, grantType }: Refused): string | undefined {
  if (status >= 300 && status < 400) return "It answered with a redirect, which is not followed: use its final address";
  // Many say `invalid_grant` or `invalid_request` of everything, and what it is in their own words.
  const words = errorDescription ?? "";
  if (/redirect[ _]?ur[il]/i.test(words)) return REDIRECT_URI;
  if (/client[ _]?(secret|authentication|credentials)/i.test(words)) return CLIENT;
  const known = Object.hasOwn(BY_CODE, error ?? "") ? BY_CODE[error ?? ""] : undefined;
  if (known !== undefined) return known;
  if (error === "invalid_grant") return grantType === "refresh_token" ? REFRESH_TOKEN : CODE;
  if (status === 429) return "Too many requests were sent to it: wait";
  return undefined;
}

const BY_SYSTEM_CODE: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, "Check the address, and whether this machine can resolve names"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, "Check the address, and whether this machine may connect to it"],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/, "Its certificate is not trusted here"],
];

/** What the developer can do about a connection that failed, by the system's code for it. */
export function hintForConnection(error: unknown): string | undefined {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    const code = String((one as { code?: unknown }).code ?? "");
    const known = BY_SYSTEM_CODE.find(([pattern]) => pattern.test(code));
    if (known !== undefined) return known[1];
  }
  return undefined;
}
