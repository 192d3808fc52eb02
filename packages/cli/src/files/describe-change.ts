import type { Paint } from "../terminal/paint";
import { type FileChange, isUnchanged } from "./file-change";
import { type Edit, editsBetween } from "./line-edits";

/** Unchanged lines that are shown before and after changed ones. */
const CONTEXT = 2;
/** A rewritten file is not read on a screen. */
const LINES_SHOWN = 120;

function isNear(edits: readonly Edit[], place: number): boolean {
  return edits.slice(Math.max(0, place - CONTEXT), place + CONTEXT + 1).some(({ kind }) => kind !== "same");
}

function describeEdit({ kind, line }: Edit, paint: Paint): string {
  if (kind === "added") return `    ${paint.added(`+ ${line}`)}`;
  if (kind === "removed") return `    ${paint.error(`- ${line}`)}`;
  return paint.quiet(`      ${line}`);
}

/**
 * What writing over a file changes in it, as lines to read: "-" goes, "+" comes. Nothing for a file that is new or stays.
 * @returns lines, the last one of them empty
 */
export function describeChange(change: FileChange, paint: Paint): string[] {
  if (change.before === null || isUnchanged(change)) return [];
  const edits = editsBetween(change.before, change.after);
  const lines: string[] = [];
  let isGap = true;
  for (const [place, edit] of edits.entries()) {
    const isShown = isNear(edits, place);
    if (isShown && isGap && lines.length > 0) lines.push(paint.quiet("      …"));
    if (isShown) lines.push(describeEdit(edit, paint));
    isGap = !isShown;
  }
  if (lines.length === 0) return [paint.quiet("      (only line ends differ)"), ""];
  const left = lines.length - LINES_SHOWN;
  return left > 0
    ? [...lines.slice(0, LINES_SHOWN), paint.quiet(`      … and ${left} lines more`), ""]
    : [...lines, ""];
}
