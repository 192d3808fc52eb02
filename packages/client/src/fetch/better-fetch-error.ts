/**
 * What a call with `throw: true` rejects with.
 *
 * @example
 * try {
 *   await authClient.signIn.email({ email, password }, { throw: true });
 * } catch (e) {
 *   if (e instanceof BetterFetchError) console.log(e.status, e.error);
 * }
 */
export class BetterFetchError extends Error {
  /** The response's status; 0 when no response came. */
  declare readonly status: number;
  declare readonly statusText: string;
  /** The response's body. */
  declare readonly error: unknown;

  constructor(status: number, statusText: string, error: unknown, options?: ErrorOptions) {
    super(statusText || `${status}`, options);
    this.status = status;
    this.statusText = statusText;
    this.error = error;
  }
}
