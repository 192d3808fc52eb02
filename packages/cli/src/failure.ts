/** What went wrong and the way out of it, in words for whoever typed the command. Anything else that is thrown is a bug. */
export class Failure extends Error {
  override readonly name = "Failure";
  /** One line a step. */
  readonly mend: readonly string[];

  constructor(message: string, options: { mend?: string | readonly string[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.mend = typeof options.mend === "string" ? [options.mend] : (options.mend ?? []);
  }
}
