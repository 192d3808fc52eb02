import type { Paint } from "../terminal/paint";
import type { Diagnosis, Status } from "./check";

const MARKS: Readonly<Record<Status, string>> = { well: "✓", weak: "⚠", broken: "✖" };

function counted(diagnoses: readonly Diagnosis[], wanted: Status): number {
  return diagnoses.filter(({ status }) => status === wanted).length;
}

function linesOf({ status, title, found, why, mend, link }: Diagnosis, paint: Paint): string[] {
  const colour = { well: paint.added, weak: paint.warning, broken: paint.error }[status];
  const head = `${colour(MARKS[status])} ${paint.bold(title)}: ${found}`;
  if (status === "well") return [head];
  return [
    // Messages of others are sentences already.
    why === undefined ? head : `${head.replace(/\.$/, "")}; ${why}.`,
    ...(mend === undefined ? [] : [`  → ${mend}`]),
    ...(link === undefined ? [] : [paint.quiet(`  ${link}`)]),
  ];
}

/** The findings as lines to read, those that need somebody last, where the eye ends up. */
export function writeFindings(diagnoses: readonly Diagnosis[], paint: Paint): readonly string[] {
  const inOrder = (["well", "weak", "broken"] as const).map((status) =>
    diagnoses.filter((diagnosis) => diagnosis.status === status).flatMap((diagnosis) => linesOf(diagnosis, paint)),
  );
  const [weak, broken] = [counted(diagnoses, "weak"), counted(diagnoses, "broken")];
  const verdict =
    broken > 0
      ? `${broken} broken, ${weak} weak.`
      : weak > 0
        ? `Nothing is broken; ${weak} weak.`
        : "Everything that was looked at is well.";
  return [...inOrder.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]), "", verdict];
}

/** The findings for programs: stable ids, and every member as text. */
export function toJSON(diagnoses: readonly Diagnosis[], isProduction: boolean): string {
  const findings = diagnoses.map(({ id, status, title, found, why, mend, link }) => ({
    id,
    status,
    title,
    found,
    why,
    mend,
    link,
  }));
  const counts = Object.fromEntries(
    (["well", "weak", "broken"] as const).map((status) => [status, counted(diagnoses, status)]),
  );
  return JSON.stringify({ mode: isProduction ? "production" : "development", counts, findings }, null, 2);
}
