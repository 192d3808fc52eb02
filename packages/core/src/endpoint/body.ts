import { APIError } from "../error";

const DEFAULT_TYPES: readonly string[] = ["application/json"];

/** More than any form of ours; a larger body is refused before it is in memory. */
const LARGEST_BODY = 1_048_576;

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

/** Reads a body to the end, or refuses it once it is too large. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
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

/** Text that is not UTF-8 is refused; a byte order mark is dropped. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("Request body is not valid UTF-8");
  }
}

function parseJSON(text: string): unknown {
  try {
    // A "__proto__" key would become a prototype in the first careless merge. The reviver is slow, so it only runs
    // where the key can be, in plain or escaped letters.
    if (text.includes("__proto__") || text.includes("\\u005f") || text.includes("\\u005F")) {
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
 * Parses the body of a request. `undefined` when it has none; then its media type does not matter.
 *
 * @param allowed media types that the endpoint takes; default JSON only
 * @throws {APIError} 415 for another media type, 413 for more than 1 MiB, 400 for a body that is not what it says
 */
export async function parseBody(request: Request, allowed: readonly string[] = DEFAULT_TYPES): Promise<unknown> {
  if (request.body === null) return undefined;
  const header = request.headers.get("content-type");
  if (header === null) throw unsupported(`Content-Type is required. Allowed types: ${allowed.join(", ")}`);
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
