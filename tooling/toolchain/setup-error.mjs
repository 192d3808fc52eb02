/** A setup step that failed for a reason outside the code: the message says what was expected, `mend` what to do. */
export class SetupError extends Error {
  constructor(message, mend) {
    super(message);
    this.name = "SetupError";
    this.mend = mend;
  }
}
