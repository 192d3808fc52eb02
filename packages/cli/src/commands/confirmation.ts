import { Failure } from "../failure";
import type { Terminal } from "../terminal/terminal";
import type { GivenFlags } from "./command";

/** Whether the flags say that nobody is to be asked. */
export function isYes(flags: GivenFlags): boolean {
  return flags.yes === true || flags.y === true;
}

/** A question before something is written. */
interface Confirmation {
  readonly question: string;
  /** What is said when it is not done, without a full stop: "Nothing was migrated". */
  readonly refusal: string;
  /** It was confirmed by a flag already. */
  readonly isGiven: boolean;
}

/**
 * Asks before something is written; says so when the answer is no.
 * @throws {Failure} when there is nobody to ask
 */
export async function isConfirmed({ question, refusal, isGiven }: Confirmation, terminal: Terminal): Promise<boolean> {
  if (isGiven) return true;
  if (!terminal.isInteractive) {
    throw new Failure(`${refusal}: there is no terminal to ask in.`, {
      mend: "Run it again with --yes (or --y) to carry this plan out without being asked.",
    });
  }
  if ((await terminal.confirm(question)) === "yes") return true;
  terminal.print(`${refusal}.`);
  return false;
}
