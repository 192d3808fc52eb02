function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** The origin of a URL, as in "https://example.com:8080"; `null` for what has none: no URL, or a scheme of an app. */
export function getOrigin(url: string): string | null {
  const origin = parse(url)?.origin;
  return origin === undefined || origin === "null" ? null : origin;
}

/** The scheme of a URL with its colon, as in "https:"; `null` when it is no URL. */
export function getProtocol(url: string): string | null {
  return parse(url)?.protocol ?? null;
}

/** The host of a URL with its port, as in "example.com:8080"; `null` when it is no URL. */
export function getHost(url: string): string | null {
  return parse(url)?.host ?? null;
}

/** A text without the slashes at its end. */
export function trimTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 47) end--;
  return text.slice(0, end);
}
