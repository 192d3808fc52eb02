import { readJSON } from "./json";
import type { BetterFetchOption } from "./options";

/** The body as `fetch` takes it. Objects and lists become JSON. */
export function requestBody(body: unknown, headers: Headers): BodyInit | null | undefined {
  const isData = /(Object|Array)]$/.test(Object.prototype.toString.call(body));
  if (!isData && typeof body !== "string") return body as BodyInit | null | undefined;
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  return isData ? JSON.stringify(body) : (body as string);
}

/** What a response holds: data when it is JSON or says nothing about itself, else text. An empty body is `null`. */
export async function readResponse(
  response: Response,
  { jsonParser = readJSON }: BetterFetchOption,
): Promise<{ data: unknown; text: string }> {
  const text = await response.text();
  const isJSON = /json/.test(response.headers.get("content-type") ?? "json");
  return { data: isJSON && text ? await jsonParser(text) : text || null, text };
}
