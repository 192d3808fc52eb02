import type { DatabaseErrorCode, DatabaseFaultError } from "../fault/database-fault-error";

interface FaultAnswer {
  readonly status: number;
  readonly message: string;
  /** When to try again, in seconds. */
  readonly retryAfter?: number;
}

/** What a client is told: enough to act on, nothing about the inside. */
const ANSWERS: Readonly<Record<DatabaseErrorCode, FaultAnswer>> = {
  DATABASE_UNAVAILABLE: { status: 503, message: "Temporarily unavailable. Please try again later.", retryAfter: 5 },
  DATABASE_BUSY: { status: 503, message: "Too busy at the moment. Please try again.", retryAfter: 1 },
  DATABASE_READ_ONLY: {
    status: 503,
    message: "Nothing can be changed at the moment. Please try again later.",
    retryAfter: 5,
  },
  DATABASE_SCHEMA_OUT_OF_DATE: { status: 500, message: "The server is not set up completely." },
  DATABASE_CONFLICT: { status: 409, message: "Somebody else has changed the same at the same time. Please try again." },
  VALIDATION_ERROR: { status: 400, message: "A value is too long, too large or of a form that cannot be stored" },
};

/** Whether a fault is the server's, not the client's. */
export function isServerFault({ code }: DatabaseFaultError): boolean {
  return ANSWERS[code].status >= 500;
}

/** A column is named only to a client that named it first. */
function messageFor({ code, column }: DatabaseFaultError, message: string, body: unknown): string {
  const isOfBody = typeof body === "object" && body !== null && column !== undefined && Object.hasOwn(body, column);
  return code === "VALIDATION_ERROR" && isOfBody ? `[body.${column}] ${message}` : message;
}

/**
 * The answer to a request that the database could not serve: its code, and when to try again.
 *
 * @param body the request's own
 */
export function faultResponse(error: DatabaseFaultError, body?: unknown): Response {
  const { status, message, retryAfter } = ANSWERS[error.code];
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  return new Response(JSON.stringify({ message: messageFor(error, message, body), code: error.code }), {
    status,
    headers,
  });
}
