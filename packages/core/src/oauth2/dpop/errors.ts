/** What is wrong with a proof (RFC 9449 §5). */
export type DpopProofErrorCode = "invalid_dpop_proof";

/** What is wrong with a token that has to come with a proof (RFC 9449 §7.1). */
export type DpopBindingErrorCode = DpopProofErrorCode | "invalid_token";

/** A proof was refused. The message says why, and holds nothing of the proof. */
export interface DpopProofError extends Error {
  code: DpopProofErrorCode;
}

/** A token and its proof do not belong together, or the proof was refused. */
export interface DpopBindingError extends Error {
  code: DpopBindingErrorCode;
}

/** @example throw createDpopProofError("invalid_dpop_proof", "DPoP proof is expired"); */
export function createDpopProofError(
  code: DpopProofErrorCode,
  message: string,
  options?: { cause?: unknown },
): DpopProofError {
  return makeError(code, message, options);
}

/** @example throw createDpopBindingError("invalid_token", "the access token is not bound to a key"); */
export function createDpopBindingError(
  code: DpopBindingErrorCode,
  message: string,
  options?: { cause?: unknown },
): DpopBindingError {
  return makeError(code, message, options);
}

/** Whether an error says that a proof was refused. */
export function isDpopProofError(error: unknown): error is DpopProofError {
  return codeOf(error) === "invalid_dpop_proof";
}

/** Whether an error says that a token came without the proof that it needs. Errors about proofs are among them. */
export function isDpopBindingError(error: unknown): error is DpopBindingError {
  return isDpopProofError(error) || codeOf(error) === "invalid_token";
}

/** `createDpopProofError` with the one code there is. */
export function proofError(message: string, options?: { cause?: unknown }): DpopProofError {
  return makeError("invalid_dpop_proof", message, options);
}

function makeError<Code extends DpopBindingErrorCode>(
  code: Code,
  message: string,
  options: { cause?: unknown } | undefined,
): Error & { code: Code } {
  return Object.assign(new Error(message, options?.cause === undefined ? undefined : { cause: options.cause }), {
    code,
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}
