import { APIError, BetterAuthError } from "../error";

const DEFAULT_TYPES: readonly string[] = ["application/json"];

/** More than any form of ours; a larger body is refused before it is in memory. */
const LARGEST_BODY = 1_048_576;

/** As deep as databases keep JSON; what follows a value into its members breaks far below. */
const DEEPEST_JSON = 100;

function unsupported(message: string): APIError {
  return new APIError("UNSUPPORTED_MEDIA_TYPE", { message, code: "UNSUPPORTED_MEDIA_TYPE" });
}

function tooLarge(): APIError {
  return new APIError("PAYLOAD_TOO_LARGE", {
    message: `Request body is larger than ${LARGEST_BODY} bytes`,
    code: "PAYLOAD_TOO_LARGE",
  });
}

function badRequest(message: string): APIError {
  return new APIError("BAD_REQUEST", { message, code: "BAD_REQUEST" });
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** A client that goes away in the middle of its body is no fault of the server. */
async function readChunk(reader: BodyReader): ReturnType<BodyReader["read"]> {
  try {
    return await reader.read();
  } catch (cause) {
    throw new APIError("BAD_REQUEST", { message: "Request body broke off", code: "BAD_REQUEST", cause });
  }
}

/** Reads a body to the end, or refuses it once it is too large. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) break;
    size += value.byteLength;
    if (size > LARGEST_BODY) {
      // Not awaited: a copied stream only ends when its twin does.
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Whether a body that came has nothing in it: some servers make a stream for every POST. */
async function isEmpty(body: ReadableStream<Uint8Array>): Promise<boolean> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) return true;
    if (value.byteLength === 0) continue;
    reader.cancel().catch(() => {});
    return false;
  }
}

/** Text that is not UTF-8 is refused; a byte order mark is dropped. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("Request body is not valid UTF-8");
  }
}

/** Whether JSON is nested too deep to be worked with. Brackets in texts do not count. */
function isTooDeep(text: string): boolean {
  // Each level is closed again, so what is short is not deep.
  if (text.length <= 2 * DEEPEST_JSON) return false;
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 /* " */) isInText = !isInText;
    else if (isInText) i += code === 92 /* \ */ ? 1 : 0;
    else if (code === 91 /* [ */ || code === 123 /* { */) {
      if (++depth > DEEPEST_JSON) return true;
    } else if (code === 93 /* ] */ || code === 125 /* } */) depth--;
  }
  return false;
}

/** "__proto__" in JSON, each letter plain or escaped. */
const PROTO = new RegExp(
  Array.from("__proto__", (letter) => `(?:${letter}|\\\\u00${letter.charCodeAt(0).toString(16)})`).join(""),
  "i",
);

function parseJSON(text: string): unknown {
  if (isTooDeep(text)) throw badRequest(`JSON in request body is nested deeper than ${DEEPEST_JSON} levels`);
  try {
    // A "__proto__" key would become a prototype in the first careless merge. The reviver is slow, so it only runs
    // where the key can be.
    if (PROTO.test(text)) {
      return JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value));
    }
    return JSON.parse(text);
  } catch {
    throw badRequest("Invalid JSON in request body");
  }
}

function fromEntries(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of entries) if (key !== "__proto__") fields[key] = value;
  return fields;
}

/**
 * A body can be read once.
 *
 * @throws {BetterAuthError} when somebody has, before the handler
 */
export function requireUnreadBody(request: Request): void {
  if (request.bodyUsed) {
    throw new BetterAuthError(
      "The body of a request was read before the request came to the handler. Mount the handler before what reads bodies, or give that a clone of the request.",
    );
  }
}

/**
 * Parses the body of a request. `undefined` when it has none; then its media type does not matter.
 *
 * @param allowed media types that the endpoint takes; default JSON only
 * @throws {APIError} 415 for another media type, 413 for more than 1 MiB, 400 for a body that is not what it says,
 * and for JSON of more than 100 levels
 */
export async function parseBody(request: Request, allowed: readonly string[] = DEFAULT_TYPES): Promise<unknown> {
  if (request.body === null) return undefined;
  const header = request.headers.get("content-type");
  if (header === null) {
    if (await isEmpty(request.body)) return undefined;
    throw unsupported(`Content-Type is required. Allowed types: ${allowed.join(", ")}`);
  }
  const type = (header.split(";")[0] ?? "").trim().toLowerCase();
  if (!allowed.some((candidate) => candidate.toLowerCase() === type)) {
    throw unsupported(`Content-Type "${type}" is not allowed. Allowed types: ${allowed.join(", ")}`);
  }

  const bytes = await readBytes(request);
  if (type === "application/json" || type.endsWith("+json")) return parseJSON(decodeUtf8(bytes));
  if (type === "application/x-www-form-urlencoded") return fromEntries(new URLSearchParams(decodeUtf8(bytes)));
  if (type === "multipart/form-data") {
    try {
      const form = await new Response(bytes as BodyInit, { headers: { "content-type": header } }).formData();
      return fromEntries(form);
    } catch {
      throw badRequest("Invalid form data in request body");
    }
  }
  return type.startsWith("text/") ? decodeUtf8(bytes) : (bytes.slice().buffer as ArrayBuffer);
}
