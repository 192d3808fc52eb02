/**
 * Apps send no `Origin`, so the client names theirs in `expo-origin`; it stands in for the missing one and has to be among
 * the trusted origins like any other. A browser always sends `Origin` with a change that another site asks for, and that
 * one is never replaced.
 */
export async function nameAppOrigin(request: Request): Promise<{ request: Request } | undefined> {
  const origin = request.headers.get("expo-origin");
  if (!origin || request.headers.has("origin")) return undefined;
  const headers = new Headers(request.headers);
  headers.set("origin", origin);
  return { request: new Request(request, { headers }) };
}
