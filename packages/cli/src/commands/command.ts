import type { ExitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";

/** A flag of a command. One with a `value` takes a text, others are there or not. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** What the text stands for, as help shows it: "path". */
  readonly value?: string;
  readonly summary: string;
  /** An older spelling, which help leaves out. */
  readonly isHidden?: boolean;
}

/** The flags as they were given, by name in camel case. */
export type GivenFlags = Readonly<Record<string, string | boolean | undefined>>;

/** The work of a command. What it throws as a `Failure` is told to the person; anything else is a bug. */
export type Run = (flags: GivenFlags, terminal: Terminal) => Promise<ExitCode>;

/** A command as data. Its work is loaded when it is asked for, so that help answers at once. */
export interface Command {
  /** One word, or two for one of a group: "check schema". */
  readonly name: string;
  /** What the group of a name of two words is about; one line. */
  readonly group?: string;
  /** One line. */
  readonly summary: string;
  /** What the help of the command says besides; one paragraph. */
  readonly description?: string;
  readonly flags: readonly Flag[];
  load(): Promise<{ readonly run: Run }>;
}
