import { hintForRefusal } from "./hints";
import { ProviderError } from "./provider-error";

/** Characters. */
const MOST_OF_CODE = 100;
const MOST_OF_DESCRIPTION = 300;

/** What a provider says of what it refuses, wherever in its answer it says so. */
interface Refusal {
  readonly error: string | undefined;
  readonly errorDescription: string | undefined;
}

/** Whether an answer is an OAuth error though its status is one of success, as GitHub and Slack have it. */
export function isRefusal(data: unknown): boolean {
  const error = membersOf(data).error;
  return typeof error === "string" && error !== "";
}

/** The error for an answer that refuses. */
export function refusedRequest(address: URL, init: RequestInit, status: number, data: unknown): ProviderError {
  const secrets = secretsOf(address, init);
  const said = readRefusal(data);
  const error = tidy(said.error, MOST_OF_CODE, secrets);
  const errorDescription = tidy(said.errorDescription, MOST_OF_DESCRIPTION, secrets);
  const grantType = init.body instanceof URLSearchParams ? init.body.get("grant_type") : null;
  const hint = hintForRefusal({ status, error, errorDescription, grantType });
  return new ProviderError("refused", address, { status, error, errorDescription, hint });
}

/** RFC 6749 §5.2, and what others have in place of it: an object as `error`, `message`, `detail`, a list of `errors`. */
function readRefusal(data: unknown): Refusal {
  const answer = membersOf(data);
  const [first] = Array.isArray(answer.errors) ? answer.errors : [];
  const inner = membersOf(typeof answer.error === "object" ? answer.error : first);
  return {
    error: firstText(answer.error, inner.status, inner.type, inner.code, answer.code, answer.errcode),
    errorDescription: firstText(
      ...[answer.error_description, answer.error_msg, inner.message, inner.detail],
      ...[answer.message, answer.detail, answer.errmsg],
    ),
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function firstText(...values: unknown[]): string | undefined {
  for (const value of values) {
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}

/** One line of at most so many characters, without control characters and without the secrets of the request. */
function tidy(said: string | undefined, most: number, secrets: readonly string[]): string | undefined {
  if (said === undefined) return undefined;
  let text = said.slice(0, 10 * most);
  for (const secret of secrets) text = text.replaceAll(secret, "[removed]");
  text = text.replace(/[\p{C}\s]+/gu, " ").trim();
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

const SECRET_PARAMS = [
  ...["client_secret", "code", "code_verifier", "refresh_token", "access_token", "id_token", "token", "secret"],
  ...["client_assertion", "assertion", "device_code", "password", "fb_exchange_token", "input_token"],
];
/** Characters. What is shorter is no secret, and would take ordinary words out of a sentence. */
const SHORTEST_SECRET = 6;

/** What providers are told in a request and may repeat in their answer. */
function secretsOf(address: URL, { body, headers }: RequestInit): string[] {
  const params = [address.searchParams];
  if (body instanceof URLSearchParams) params.push(body);
  if (typeof body === "string") params.push(new URLSearchParams(body));
  const authorization = new Headers(headers).get("authorization") ?? "";
  return [
    ...params.flatMap((some) => SECRET_PARAMS.flatMap((name) => some.getAll(name))),
    authorization.slice(authorization.indexOf(" ") + 1),
    // HubSpot has the access token in the path.
    ...address.pathname.split("/").filter((segment) => segment.length > 20),
  ].filter((secret) => secret.length >= SHORTEST_SECRET);
}
