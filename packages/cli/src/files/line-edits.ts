/** A line of two texts: of both, or of one of them. */
export interface Edit {
  readonly kind: "same" | "removed" | "added";
  readonly line: string;
}

/** The table of the longest common subsequence has this many cells at most; beyond that lines are not compared one by one. */
const CELLS = 4_000_000;

const linesOf = (text: string) => (text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/));

/** For each pair of places, how many lines the rest of both texts have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    const [row, next] = [table[i] as Uint32Array, table[i + 1] as Uint32Array];
    for (let j = after.length - 1; j >= 0; j--) {
      const isSame = before[i] === after[j];
      row[j] = isSame ? (next[j + 1] as number) + 1 : Math.max(next[j] as number, row[j + 1] as number);
    }
  }
  return table;
}

function editsOfMiddle(before: readonly string[], after: readonly string[]): Edit[] {
  const removed = (lines: readonly string[]) => lines.map((line): Edit => ({ kind: "removed", line }));
  const added = (lines: readonly string[]) => lines.map((line): Edit => ({ kind: "added", line }));
  if (before.length * after.length > CELLS) return [...removed(before), ...added(after)];
  const common = commonLengths(before, after);
  const at = (i: number, j: number) => common[i]?.[j] as number;
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const line = before[i] as string;
    if (line === after[j]) {
      edits.push({ kind: "same", line });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      edits.push({ kind: "removed", line });
      i++;
    } else {
      edits.push({ kind: "added", line: after[j] as string });
      j++;
    }
  }
  return [...edits, ...removed(before.slice(i)), ...added(after.slice(j))];
}

/** The fewest removed and added lines that make one text of another. Line ends are not compared. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (lines: readonly string[]) => lines.map((line): Edit => ({ kind: "same", line }));
  return [
    ...same(a.slice(0, start)),
    ...editsOfMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}
