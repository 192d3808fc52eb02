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

/** One of several things to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Says more about it, in a few words. */
  readonly hint?: string | undefined;
}

/** A question that is answered with a line of text. */
export interface TextQuestion {
  /** Stands when nothing is typed. */
  readonly initial?: string | undefined;
  /** Says what is wrong with an answer; `undefined` when nothing is. */
  readonly check?: ((answer: string) => string | undefined) | undefined;
}

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
  /** Asks for one of several; the first one stands until another is chosen. `null` when it is cancelled. */
  select(question: string, choices: readonly Choice[], initial?: string): Promise<string | null>;
  /** Asks for any number of several, none of them too. `null` when it is cancelled. */
  selectMany(
    question: string,
    choices: readonly Choice[],
    initial?: readonly string[],
  ): Promise<readonly string[] | null>;
  /** Asks for a line of text. `null` when it is cancelled. */
  text(question: string, settings?: TextQuestion): Promise<string | null>;
}
