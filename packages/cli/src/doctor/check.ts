import type { Facts } from "./facts/facts";

/** Whether something is as it should be. */
export type Status = "well" | "weak" | "broken";

/** A page of the documentation and a heading on it. */
export type Link = `docs/${string}.md#${string}`;

/** What a check saw. Nothing in it may hold a secret. */
export interface Finding {
  readonly status: Status;
  /** What was found, in one sentence without a full stop. */
  readonly found: string;
  /** Why it matters, in one sentence. */
  readonly why?: string | undefined;
  /** The way out: the exact option, variable or command. */
  readonly mend?: string | undefined;
  readonly link?: Link | undefined;
}

/** One subject that the doctor looks at. */
export interface Check {
  /** Stable: programs that read the JSON go by it. */
  readonly id: string;
  readonly title: string;
  /** Judges the facts; asks nothing of anybody. Nothing to say: the subject does not apply. */
  run(facts: Facts): readonly Finding[];
}

/** A finding with the check that it is of. */
export interface Diagnosis extends Finding {
  readonly id: string;
  readonly title: string;
}

/** The finding of a check that has nothing to complain of; one that complains says only that. */
export function orWell(complaints: readonly Finding[], found: string): readonly Finding[] {
  return complaints.length > 0 ? complaints : [{ status: "well", found }];
}
