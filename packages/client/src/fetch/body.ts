import { readJSON } from "./json";
import type { BetterFetchOption } from "./options";

/** The body as `fetch` takes it. Objects and lists become JSON. */
export function requestBody(body: unknown, headers: Headers): BodyInit | null | undefined {
  const isData = /object (Object|Array)]/.test({}.toString.call(body));
  if ((isData || typeof body === "string") && !headers.has("content-type"))
    headers.set("content-type", "application/json");
  return isData ? JSON.stringify(body) : (body as BodyInit | null | undefined);
}

/**
 * What a response holds: data when it is JSON, whatever it says it is; else text, or a `Blob` when it works and is neither
 * text nor XML. An empty body is `null`.
 */
export async function readResponse(
  response: Response,
  { jsonParser = readJSON }: BetterFetchOption,
): Promise<{ data: unknown; text: string }> {
  const isText = !response.ok || /json|text|xml/i.test(response.headers.get("content-type") || "json");
  const body = await response[isText ? "text" : "blob"]();
  // A failure may be the page of a proxy, which a parser of the application's would not get past.
  const parse = response.ok ? jsonParser : readJSON;
  return { data: isText && body ? await parse(body as string) : body || null, text: body as string };
}
