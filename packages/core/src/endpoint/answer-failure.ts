import { isAPIError } from "../error";
import { explainFault, isDatabaseFaultError } from "../fault/database-fault-error";
import type { AuthContext, Logger } from "../types";
import { faultResponse, isServerFault } from "./fault-response";
import { bugResponse, errorResponse } from "./response";
import { createResponseParts } from "./response-parts";

/** Where what nobody expected is told. */
export interface FailureListeners {
  readonly logger: Logger;
  /** Throw it at the caller instead of answering. */
  readonly throwErrors: boolean;
  /** Told of every failure that is the server's; without a context when it came before there was one. */
  onBug(error: unknown, context: AuthContext | undefined): void | Promise<void>;
}

/** The request that failed, as far as it was understood. */
interface FailedRequest {
  readonly context?: AuthContext | undefined;
  readonly body?: unknown;
}

/**
 * The answer to what nobody expected. A fault of the database has a code: what its client has caused is a warning, and
 * everything else is logged as an error. A bug is answered by an empty 500.
 *
 * @param what names the request in the log
 */
export async function answerFailure(
  error: unknown,
  what: string,
  { logger, throwErrors, onBug }: FailureListeners,
  { context, body }: FailedRequest = {},
): Promise<Response> {
  const failure = explainFault(error);
  const fault = isDatabaseFaultError(failure) ? failure : null;
  if (fault !== null && !isServerFault(fault)) {
    logger.warn(`${what} was refused.`, fault);
    return faultResponse(fault, body);
  }
  if (throwErrors) throw failure;
  logger.error(`${what} failed.`, failure);
  try {
    await onBug(failure, context);
  } catch (thrown) {
    if (isAPIError(thrown)) return errorResponse(thrown, createResponseParts());
    logger.error("onAPIError.onError failed.", thrown);
  }
  return fault === null ? bugResponse() : faultResponse(fault);
}
