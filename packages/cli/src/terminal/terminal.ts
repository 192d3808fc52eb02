import type { Paint } from "./paint";

/** A step that takes a moment. */
export interface Step {
  /** Ends it well; the text takes the place of the step's label. */
  done(text: string): void;
  /** Ends it without a word: what follows says what happened. */
  clear(): void;
}

/** What the answer to a question was. */
export type Answer = "yes" | "no" | "cancelled";

/** The terminal as commands see it. Tests put one of their own in its place. */
export interface Terminal {
  /** Somebody is there to answer a question. */
  readonly isInteractive: boolean;
  /** Standard output is a file or a pipe: only what another program can use belongs on it. */
  readonly isPiped: boolean;
  readonly paint: Paint;
  /** Writes lines to standard output. */
  print(text?: string): void;
  /** Writes lines to standard error. */
  printError(text: string): void;
  /** Says what is being done, until it is done. */
  step(label: string): Step;
  /** Asks; "no" stands until the other is chosen. Only for an interactive terminal. */
  confirm(question: string): Promise<Answer>;
}
