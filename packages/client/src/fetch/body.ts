import { readJSON } from "./json";
import type { BetterFetchOption } from "./options";

/** The body as `fetch` takes it. Objects and lists become JSON. */
export function requestBody(body: unknown, headers: Headers): BodyInit | null | undefined {
  const isData = /(Object|Array)]$/.test({}.toString.call(body));
  if ((isData || typeof body === "string") && !headers.has("content-type"))
    headers.set("content-type", "application/json");
  return isData ? JSON.stringify(body) : (body as BodyInit | null | undefined);
}

/**
 * What a response holds: data when it is JSON or says nothing about itself; text when it is text or XML; else a `Blob`. An
 * empty body is `null`.
 */
export async function readResponse(
  response: Response,
  { jsonParser = readJSON }: BetterFetchOption,
): Promise<{ data: unknown; text: string }> {
  const type = response.headers.get("content-type") || "json";
  const body = await response[/json|text|xml/.test(type) ? "text" : "blob"]();
  return { data: /json/.test(type) && body ? await jsonParser(body as string) : body || null, text: `${body}` };
}
