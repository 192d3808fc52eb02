/**
 * Whether an address may be told secrets and codes, and be believed: ID tokens and metadata are, because of TLS (OpenID
 * Connect Core 1.0 §3.1.3.7, 6; OpenID Connect Discovery 1.0 §7.2). Plain http is for this machine alone.
 */
export function isSecureAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** As `URL` writes it: IPv6 in brackets, IPv4 in four parts. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^(127(\.\d+){3}|\[::1\])$/.test(hostname);
}

const WELL_KNOWN =
  /^([^?#]*?)\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(\/[^?#]*)?(?:[?#].*)?$/;

/**
 * Who a discovery document has to say that it is from, by its address; none where the address does not tell.
 *
 * OpenID Connect Discovery 1.0 §4.1 puts the well-known path behind the issuer and leaves a slash at its end out: so that
 * slash may be there. RFC 8414 §3.1 puts it between host and path.
 */
export function issuersOf(discoveryUrl: string): readonly string[] {
  const [, before, after] = WELL_KNOWN.exec(discoveryUrl) ?? [];
  if (before === undefined) return [];
  return after === undefined ? [before, `${before}/`] : [before + after];
}
