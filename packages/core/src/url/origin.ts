const OPAQUE = "null";

/** The origin of an absolute URL, as in "https://example.com" or "myapp://home"; `null` when it is none. */
export function originOf(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  // A scheme the URL standard does not know has an opaque origin; for apps the scheme and host stand in for it.
  return parsed.origin === OPAQUE ? `${parsed.protocol}//${parsed.host}` : parsed.origin;
}

/** Schemes that run code or read the local machine: never an origin, whatever a list says. */
const FORBIDDEN_SCHEMES: ReadonlySet<string> = new Set([
  "javascript:",
  "data:",
  "vbscript:",
  "blob:",
  "file:",
  "about:",
]);

/** Characters of a host with its port: DNS knows no longer name. Several wildcards would look at a longer one for minutes. */
const LONGEST_HOST = 261;

/** What an entry has that does not only stand for itself. */
const WILDCARD = /[*?]/;

/** `*` stands for any characters of a host with its port, or for none, `?` for one; everything else for itself. */
function wildcard(pattern: string): (host: string) => boolean {
  const source = pattern
    .split(/\*+/)
    .map((literal) => literal.replace(/[\\^$.*+()[\]{}|/-]/g, "\\$&").replaceAll("?", "."))
    .join(".*");
  const expression = new RegExp(`^${source}$`, "i");
  return (host) => host.length <= LONGEST_HOST && expression.test(host);
}

/** Says whether a parsed URL is of an origin. */
type OriginMatcher = (url: URL) => boolean;

/** A custom scheme matches by scheme and, when the entry names one, by host. */
function customSchemeMatcher(entry: string): OriginMatcher {
  const [scheme = "", rest = ""] = entry.split("://");
  const protocol = `${scheme.toLowerCase()}:`;
  const host = rest.split("/")[0] ?? "";
  if (host === "") return (url) => url.protocol === protocol;
  if (WILDCARD.test(host)) {
    const isOfPattern = wildcard(host);
    return (url) => url.protocol === protocol && isOfPattern(url.host);
  }
  return (url) => url.protocol === protocol && url.host === host;
}

function matcher(entry: string): OriginMatcher | null {
  const at = entry.indexOf("://");
  if (at < 0) {
    // Everybody: a list can say so.
    if (/^\*+$/.test(entry)) return () => true;
    // A bare host, as in "*.example.com": any of http and https.
    const isOfPattern = wildcard(entry);
    return (url) => (url.protocol === "https:" || url.protocol === "http:") && isOfPattern(url.host);
  }
  const scheme = entry.slice(0, at).toLowerCase();
  if (scheme !== "http" && scheme !== "https" && !WILDCARD.test(scheme)) return customSchemeMatcher(entry);
  if (WILDCARD.test(entry)) {
    const isOfScheme = wildcard(`${scheme}:`);
    const isOfPattern = wildcard(entry.slice(at + 3).split("/")[0] ?? "");
    return (url) => isOfScheme(url.protocol) && isOfPattern(url.host);
  }
  const origin = originOf(entry);
  return origin === null ? null : (url) => url.origin === origin;
}

/** An origin is shorter; an address of ours with a megabyte of path behind it is not kept. */
const LONGEST_REMEMBERED = 300;

/** A list of trusted origins, ready to be asked. */
export interface TrustedOrigins {
  readonly list: readonly string[];
  /** Whether an absolute URL is of a trusted origin. */
  matches(url: string): boolean;
}

/**
 * Compiles a list of trusted origins. Entries: an origin, an origin with `*` or `?` in it, a bare host with them
 * ("*.example.com": http and https), a custom scheme ("myapp://", "exp://**"), or "*" for everybody. A URL is parsed and
 * its origin compared; it is never a comparison of text.
 */
export function compileTrustedOrigins(entries: readonly string[]): TrustedOrigins {
  const list = [...new Set(entries.filter((entry) => typeof entry === "string" && entry !== ""))];
  const matchers = list.map(matcher).filter((match) => match !== null);
  const known = new Map<string, boolean>();

  function decide(url: string): boolean {
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      return false;
    }
    return !FORBIDDEN_SCHEMES.has(parsed.protocol) && matchers.some((match) => match(parsed));
  }

  return {
    list,
    matches(url) {
      // The few origins of an application come again and again; what attackers send must not fill memory.
      const answer = known.get(url);
      if (answer !== undefined) return answer;
      const decided = decide(url);
      if (decided && known.size < 100 && url.length <= LONGEST_REMEMBERED) known.set(url, decided);
      return decided;
    },
  };
}
