/**
 * What went wrong with a request to a provider.
 *
 * - `unreachable`: no connection, or one that broke off
 * - `timeout`: it did not answer in time
 * - `too-large`: its answer is larger than any that is expected
 * - `refused`: it answered with an error
 * - `unreadable`: it answered with something else than was expected
 */
export type ProviderErrorCode = "unreachable" | "timeout" | "too-large" | "refused" | "unreadable";

const MEANINGS: Readonly<Record<ProviderErrorCode, string>> = {
  unreachable: "cannot be reached",
  timeout: "did not answer in time",
  "too-large": "answered with more than is read",
  refused: "refused the request",
  unreadable: "answered with something that cannot be used",
};

/** What is known besides the code. */
export interface ProviderErrorDetails {
  /** Of the answer. */
  status?: number | undefined;
  /** The provider's own code (RFC 6749 §5.2), shortened. */
  error?: string | undefined;
  /** The provider's own words, shortened, without the secrets of the request. */
  errorDescription?: string | undefined;
  /** What was seen, for the message. Repeats nothing of the answer. */
  reason?: string | undefined;
  /** What the developer can do about it. */
  hint?: string | undefined;
  cause?: unknown;
}

/**
 * A provider that could not be reached, or that refused. `code` is stable. The message is for the log: it names the
 * provider's host, the status, the provider's own code and what can be done, and never a token, a secret or the answer.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: ProviderErrorCode;
  /** Of the provider: never the path or the query, in which some have tokens. */
  readonly host: string;
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly errorDescription: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ProviderErrorCode, address: string | URL, details: ProviderErrorDetails = {}) {
    const { status, error, errorDescription, reason, hint, cause } = details;
    const host = hostOf(address);
    const seen = [status === undefined ? "" : `status ${status}`, error ?? "", reason ?? ""].filter(
      (part) => part !== "",
    );
    const message = `${host} ${MEANINGS[code]}${seen.length > 0 ? ` (${seen.join(", ")})` : ""}.`;
    super(hint === undefined ? message : `${message} ${hint}.`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.host = host;
    this.status = status;
    this.error = error;
    this.errorDescription = errorDescription;
    this.hint = hint;
  }
}

/** Told by the name, so that two copies of the package still understand each other. */
export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof Error && error.name === "ProviderError";
}

function hostOf(address: string | URL): string {
  try {
    return new URL(address).host || "The provider";
  } catch {
    return "The provider";
  }
}
