/** A host name, an IPv4 address or an IPv6 one in brackets, with or without a port; nothing that a URL would read otherwise. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Whether a text, such as a Host header, is a host and nothing else. Port 99999 and 256.0.0.1 are in no URL. */
export function isHost(text: string): boolean {
  return text.length <= 255 && HOST.test(text) && URL.canParse(`http://${text}`);
}

/** The host alone of what may have been written as a URL. */
function bareHost(text: string): string {
  const at = text.indexOf("://");
  return (at < 0 ? text : text.slice(at + 3)).split("/")[0] ?? "";
}

/** A character of a host name or of a port, never what separates them from each other or from the rest of a URL. */
const ONE_CHARACTER = "[^/:?#@]";

/** Says whether a host is of a pattern. */
export type HostMatcher = (host: string) => boolean;

/**
 * Compiles a pattern of hosts: `*` stands for one or more characters of a host name, dots included, or of a port; `?` for
 * one. Upper and lower case are the same; without a port it matches hosts without one.
 */
export function compileHostPattern(pattern: string): HostMatcher {
  const source = bareHost(pattern).replace(/\*+|\?|[\\^$.+()[\]{}|-]/g, (special) => {
    if (special === "?") return ONE_CHARACTER;
    return special.startsWith("*") ? `${ONE_CHARACTER}+` : `\\${special}`;
  });
  const expression = new RegExp(`^${source}$`, "i");
  return (host) => isHost(host) && expression.test(host);
}

/**
 * Whether a host is of a pattern, as in `baseURL.allowedHosts`. A scheme or a path on either does not count.
 *
 * @example matchesHostPattern("preview-7.example.com", "*.example.com") // true
 */
export function matchesHostPattern(host: string, pattern: string): boolean {
  return compileHostPattern(pattern)(bareHost(host));
}
