/** Only values that hold a `%` are decoded; a broken encoding stays as it is. */
function decode(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

/** The value of a cookie as it is written in a header → what was set. */
export function decodeCookieValue(written: string): string {
  return decode(unquote(written));
}

/**
 * One cookie of a Cookie header, decoded; `null` when it is not there. The first of that name wins (RFC 6265 §5.4).
 * It looks for the name only, so that a long header costs nothing to split.
 */
export function readCookie(header: string | null, name: string): string | null {
  if (header === null) return null;
  let from = 0;
  for (;;) {
    const at = header.indexOf(name, from);
    if (at < 0) return null;
    from = at + name.length;
    if (header.charCodeAt(from) !== 61 /* = */) continue;
    let before = at - 1;
    while (before >= 0 && (header.charCodeAt(before) === 32 || header.charCodeAt(before) === 9)) before--;
    if (before >= 0 && header.charCodeAt(before) !== 59 /* ; */) continue;
    const end = header.indexOf(";", from);
    return decodeCookieValue((end < 0 ? header.slice(from + 1) : header.slice(from + 1, end)).trim());
  }
}

/** Every cookie of a Cookie header, decoded. The first of a name wins. */
export function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    // A name that ends in a space is another name; browsers send none.
    const name = part.slice(0, at).trimStart();
    if (name !== "" && !cookies.has(name)) cookies.set(name, decodeCookieValue(part.slice(at + 1).trim()));
  }
  return cookies;
}
