/** What stands where a secret was. */
export const REDACTED = "[redacted]";

type Environment = Readonly<Record<string, string | undefined>>;

/** Names whose values are secrets, or lead to one. */
const secretName =
  /secret|passw|passphrase|pwd|token|credential|api[-_]?key|private|privkey|(?:^|[-_.])(?:key|pass|pin|salt|pepper|dsn|auth|sid)s?$|[a-z](?:Key|Pass|Pin|Salt|Pepper|Dsn|Sid)s?$|authorization|bearer|cookie(?:Secret)?$|connection[-_]?string|client[-_]?id/i;

/** Names that speak of a secret without holding one: "tokenEndpoint", "passwordMinLength" is a number anyway. */
const harmlessEnding =
  /(?:name|prefix|header|type|path|endpoint|url|uri|algorithm|alg|method|format|mode|encoding|expires|expiresIn|lifetime|field|strategy|version)$/i;

/** Whether a value under this name is not to be shown, whatever it looks like. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !harmlessEnding.test(name);
}

/** Shorter ones stand in other words by chance. */
const SHORTEST_SECRET = 4;

/** The values of an environment's secrets, the longest first, so that one inside another does not break it up. */
export function secretsOf(environment: Environment): readonly string[] {
  return Object.entries(environment)
    .filter(([name, value]) => isSecretName(name) && value !== undefined && value.length >= SHORTEST_SECRET)
    .map(([, value]) => value as string)
    .sort((a, b) => b.length - a.length);
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Where letters and digits, or small and large letters, meet: often in what generators of keys make, seldom in names. */
const change = /(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])|(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Z])|(?<=[a-z])(?=[A-Z])/g;

function looksRandom(word: string): boolean {
  if (/^[0-9a-f]{16,}$/i.test(word)) return true;
  return word.length >= 20 && (word.match(change)?.length ?? 0) >= word.length / 5;
}

const pem = /-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g;
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g;
const vendorToken =
  /\b(?:sk[-_]|pk_|rk_|re_|npm_|gh[posur]_|github_pat_|glpat-|xox[abp]-|whsec_|AKIA|ASIA|AIza)[A-Za-z0-9_-]{8,}/g;
// With a password that may hold "@" or "/" itself: up to the last "@" before a blank.
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'`]*@/gi;
const query = /([a-z][a-z0-9+.-]*:\/\/[^\s?"'`]*)\?[^\s"'`]*/gi;
// "password=…", "Password: …" in connection strings and messages.
const assignment =
  /\b(\w*(?:passw(?:or)?d|pwd|secret|token|api[-_]?key|accountkey|sharedaccesskey)\w*\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s;,&"']+)/gi;

/**
 * A text without the secrets in it: those that are known, credentials and queries of URLs, keys and tokens by their look.
 *
 * @param known secrets to leave out wherever they stand; see {@link secretsOf}
 */
export function withoutSecrets(text: string, known: readonly string[]): string {
  const plain = known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  return plain
    .replace(pem, REDACTED)
    .replace(jsonWebToken, REDACTED)
    .replace(userInfo, `$1${REDACTED}@`)
    .replace(query, `$1?${REDACTED}`)
    .replace(assignment, `$1${REDACTED}`)
    .replace(vendorToken, REDACTED)
    .replace(uuid, REDACTED)
    .replace(/[\w+=.~-]{16,}/g, (word) => (looksRandom(word) ? REDACTED : word));
}
