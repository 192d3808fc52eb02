import { hintForConnection } from "./hints";
import { mediaTypeOf, parseAnswer } from "./parse-answer";
import { isProviderError, ProviderError } from "./provider-error";
import { discardBody, readBody } from "./read-body";
import { isRefusal, refusedRequest } from "./refusal";
import { startTimeLimit } from "./time-limit";

/** How much a provider may take. */
export interface ProviderLimits {
  /** For the whole answer. @default 10_000 */
  timeoutMs?: number | undefined;
  /** Of the answer, unpacked. @default 1_048_576 */
  maxBytes?: number | undefined;
}

/** Bytes, and what they are. */
export interface ProviderBytes {
  bytes: Uint8Array;
  /** "image/jpeg"; "" where the provider does not say. */
  mediaType: string;
}

/**
 * Asks a provider, through the global `fetch`, and gives what it answered: JSON, or the parameters of a form, as an object.
 * The type is the caller's word: nothing checks it.
 *
 * Redirects are not followed, as they would take credentials along; `redirect: "follow"` follows those of a request
 * without a body. JSON is asked for unless `accept` says otherwise.
 *
 * @throws {ProviderError} when the provider cannot be reached, is too slow, answers too much, refuses (which GitHub and
 * Slack do with a status of 200 and an `error`), or answers with neither JSON nor a form
 * @example
 * const profile = await fetchFromProvider<GithubProfile>("https://api.github.com/user", {
 *   headers: { authorization: `Bearer ${accessToken}` },
 * });
 */
export async function fetchFromProvider<T = unknown>(
  address: string | URL,
  init: RequestInit = {},
  limits: ProviderLimits = {},
): Promise<T> {
  const { url, status, bytes, mediaType } = await exchange(address, init, limits);
  const data = parseAnswer(textOf(bytes), mediaType);
  if (isRefusal(data)) throw refusedRequest(url, init, status, data);
  if (data === undefined) {
    const reason = bytes.length === 0 ? "an empty answer" : `neither JSON nor a form, but ${mediaType || "no type"}`;
    // Not the parser's error as cause: it repeats the beginning of the answer.
    throw new ProviderError("unreadable", url, { status, reason });
  }
  return data as T;
}

/**
 * The same for what is no text, as a picture.
 * @throws {ProviderError}
 */
export async function fetchBytesFromProvider(
  address: string | URL,
  init: RequestInit = {},
  limits: ProviderLimits = {},
): Promise<ProviderBytes> {
  const { bytes, mediaType } = await exchange(address, { ...init, headers: accepting("*/*", init.headers) }, limits);
  return { bytes, mediaType };
}

interface Answer extends ProviderBytes {
  readonly url: URL;
  readonly status: number;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1_048_576;

async function exchange(
  address: string | URL,
  init: RequestInit,
  { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES }: ProviderLimits,
): Promise<Answer> {
  const url = checkedURL(address);
  const limit = startTimeLimit(timeoutMs, init.signal);
  try {
    const response = await limit.hold(send(url, init, limit.signal));
    const { status } = response;
    // A redirect that was not followed shows as status 0 in some runtimes.
    if (status === 0 || (status >= 300 && status < 400)) {
      discardBody(response);
      throw refusedRequest(url, init, status || 302, undefined);
    }
    const bytes = await readBody(response, maxBytes, limit.hold);
    if (bytes === null) throw new ProviderError("too-large", url, { status, reason: `more than ${maxBytes} bytes` });
    const mediaType = mediaTypeOf(response.headers);
    if (!response.ok) throw refusedRequest(url, init, status, parseAnswer(textOf(bytes), mediaType));
    return { url, status, bytes, mediaType };
  } catch (error) {
    if (isProviderError(error)) throw error;
    if (limit.isOver()) throw new ProviderError("timeout", url, { reason: `${timeoutMs} ms`, cause: error });
    if (init.signal?.aborted) throw error;
    throw new ProviderError("unreachable", url, { hint: hintForConnection(error), cause: error });
  } finally {
    limit.stop();
  }
}

/** Async, so that whatever a `fetch` throws at once is a rejection, too. */
async function send(url: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
  // With a body it would be sent on to wherever the redirect leads. "error" is not known to every runtime.
  const isFollowed = init.redirect === "follow" && (init.body ?? null) === null;
  const headers = accepting("application/json", init.headers);
  // Some providers refuse who does not say what it is, and not every runtime says so.
  if (!headers.has("user-agent")) headers.set("user-agent", "better-auth");
  return fetch(url.href, { ...init, headers, redirect: isFollowed ? "follow" : "manual", signal });
}

function accepting(mediaType: string, given: RequestInit["headers"]): Headers {
  const headers = new Headers(given);
  if (!headers.has("accept")) headers.set("accept", mediaType);
  return headers;
}

/** The message of the runtime would repeat the whole address. */
function checkedURL(address: string | URL): URL {
  try {
    const url = new URL(address);
    if (/^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return url;
  } catch {
    // Said below.
  }
  throw new ProviderError("unreachable", address, { reason: "expected an absolute http or https address" });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
