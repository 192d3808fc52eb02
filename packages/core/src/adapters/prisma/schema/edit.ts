/** Text that goes to a place of another text. */
export interface Insertion {
  readonly place: number;
  readonly text: string;
}

/** Inserts texts. Those of one place stand in the order that they are given in; nothing else changes. */
export function insertAll(text: string, insertions: readonly Insertion[]): string {
  let result = "";
  let from = 0;
  for (const { place, text: inserted } of insertions.toSorted((a, b) => a.place - b.place)) {
    result += text.slice(from, place) + inserted;
    from = place;
  }
  return result + text.slice(from);
}
