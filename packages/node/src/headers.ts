import type { NodeHeaders } from "./messages";

/**
 * Headers of a Node request as `Headers`, for calls of `auth.api`. Pseudo headers of HTTP/2 are left out.
 *
 * @example const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
 */
export function fromNodeHeaders(headers: NodeHeaders): Headers {
  const made = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const line of typeof value === "string" ? [value] : value) made.append(name, line);
  }
  return made;
}
