import { describe, expect, it } from "vitest";
import { paintFor } from "../terminal/paint";
import { describeChange } from "./describe-change";
import { editsBetween } from "./line-edits";

const lines = (count: number, name = "line") => Array.from({ length: count }, (_, i) => `${name} ${i + 1}`);
const text = (all: readonly string[]) => all.map((line) => `${line}\n`).join("");
const describeTexts = (before: string | null, after: string) =>
  describeChange({ path: "a", before, after }, paintFor(process.stdout));

describe("what writing over a file changes", () => {
  it("is shown with two lines around it, and what is left out between", () => {
    const before = lines(20);
    const after = before.with(3, "four").toSpliced(15, 0, "new");
    expect(describeTexts(text(before), text(after))).toEqual([
      "      line 2",
      "      line 3",
      "    - line 4",
      "    + four",
      "      line 5",
      "      line 6",
      "      …",
      "      line 14",
      "      line 15",
      "    + new",
      "      line 16",
      "      line 17",
      "",
    ]);
  });

  it("is nothing for a new file, and for one that stays", () => {
    expect(describeTexts(null, "a")).toEqual([]);
    expect(describeTexts("a", "a")).toEqual([]);
  });

  it("says when only line ends differ", () => {
    expect(describeTexts("a\r\nb\r\n", "a\nb\n")).toEqual(["      (only line ends differ)", ""]);
  });

  it("stops where nobody reads on", () => {
    const shown = describeTexts(text(lines(200)), text(lines(200, "other")));
    expect(shown).toHaveLength(122);
    expect(shown.at(-2)).toBe("      … and 280 lines more");
  });
});

describe("the edits between two texts", () => {
  const apply = (before: string, after: string) => {
    const edits = editsBetween(before, after);
    const of = (...kinds: string[]) => text(edits.filter(({ kind }) => kinds.includes(kind)).map(({ line }) => line));
    return [of("same", "removed"), of("same", "added")];
  };

  it.each([
    ["", "a\n"],
    ["a\n", ""],
    ["a\nb\nc\n", "c\na\nb\n"],
    ["a\na\na\n", "a\na\n"],
    [text(lines(2500)), text(lines(2500, "other"))],
  ])("lead from the one to the other", (before, after) => {
    expect(apply(before, after)).toEqual([before, after]);
  });

  it("are as few as can be", () => {
    const kinds = editsBetween("a\nb\nc\nd\n", "b\nx\nd\ne\n").map(({ kind }) => kind[0]);
    expect(kinds.join("")).toBe("rsrasa");
  });
});
