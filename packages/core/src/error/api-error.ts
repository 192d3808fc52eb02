import type { StatusName } from "../types";
import { STATUS_CODES } from "./status";

/** What an APIError tells the client. */
export interface APIErrorBody {
  message?: string | undefined;
  code?: string | undefined;
  /** Kept on the error, never sent. */
  cause?: unknown;
  [key: string]: unknown;
}

/**
 * An expected failure: a status, a stable code and a message. Throw it from an endpoint, a hook or a middleware.
 *
 * @example
 * throw new APIError("FORBIDDEN", { code: "NOT_A_MEMBER", message: "You are not a member" });
 */
export class APIError extends Error {
  override readonly name = "APIError";
  readonly status: StatusName | number;
  /** The number of `status`; `undefined` for a name that is none. */
  readonly statusCode: number;
  /** What is sent; `body.code` is stable. */
  readonly body: APIErrorBody | undefined;
  readonly headers: HeadersInit;

  constructor(
    status: StatusName | number = "INTERNAL_SERVER_ERROR",
    body?: APIErrorBody,
    headers: HeadersInit = {},
    statusCode: number = typeof status === "number" ? status : STATUS_CODES[status],
  ) {
    const { cause, ...sent } = body ?? {};
    super(body?.message ?? "", cause === undefined ? undefined : { cause });
    this.status = status;
    this.statusCode = statusCode;
    this.body = body === undefined ? undefined : sent;
    this.headers = headers;
  }

  /** An error with the code and the message of a table entry. */
  static from(status: StatusName | number, error: { code: string; message: string }, extra?: APIErrorBody): APIError {
    return new APIError(status, { message: error.message, code: error.code, ...extra });
  }

  /** An error of a status alone, or with a body. */
  static fromStatus(status: StatusName | number, body?: APIErrorBody): APIError {
    return new APIError(status, body);
  }
}

/** Errors are told by their name, so that two copies of the package still understand each other. */
export function isAPIError(error: unknown): error is APIError {
  return typeof error === "object" && error !== null && (error as { name?: unknown }).name === "APIError";
}
