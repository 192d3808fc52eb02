import type { Check, Diagnosis } from "./check";
import { checks } from "./checks";
import type { Facts } from "./facts/facts";
import { makeDiscreet } from "./secrets";

/** What the checks say of the facts, in their order. */
export function diagnose(facts: Facts, asked: readonly Check[] = checks): readonly Diagnosis[] {
  const discreet = makeDiscreet(facts.options, facts.environment);
  return asked.flatMap(({ id, title, run }) => run(facts).map((finding) => discreet({ id, title, ...finding })));
}

/** Whether anything is broken. */
export function isBroken(diagnoses: readonly Diagnosis[]): boolean {
  return diagnoses.some(({ status }) => status === "broken");
}
