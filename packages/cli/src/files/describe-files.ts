import type { Paint } from "../terminal/paint";
import { type FileChange, isUnchanged } from "./file-change";

/** Files as lines to read: "+" is new, "~" is changed, "=" stays as it is. */
export function describeFiles(changes: readonly FileChange[], paint: Paint): string[] {
  const width = Math.max(0, ...changes.map(({ path }) => path.length));
  return changes.map((change) => {
    const label = change.path.padEnd(width);
    const note = change.note === undefined ? "" : `  ${change.note}`;
    if (isUnchanged(change)) return paint.quiet(`  = ${label}  ${change.kept ?? "is as it should be"}`);
    if (change.before === null) return `  ${paint.added(`+ ${label}`)}${note}`;
    return `  ${paint.warning(`~ ${label}`)}${note}`;
  });
}
