/** A mistake in the configuration or in code that uses the framework. Never mapped to a status. */
export class BetterAuthError extends Error {
  override readonly name = "BetterAuthError";

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
  }
}
