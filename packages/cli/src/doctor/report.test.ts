import { expect, it } from "vitest";
import type { Diagnosis } from "./check";
import { toJSON, writeFindings } from "./report";

const same = (text: string) => text;
const plain = { added: same, bold: same, quiet: same, warning: same, error: same };
const well: Diagnosis = { id: "a", title: "A", status: "well", found: "as it should be" };
const weak: Diagnosis = {
  id: "b",
  title: "B",
  status: "weak",
  found: "off",
  why: "it helps nobody",
  mend: "Turn it on.",
};
const broken: Diagnosis = { id: "c", title: "C", status: "broken", found: "gone", link: "docs/cli.md#doctor" };

it("findings are read with the worst last, and counted", () => {
  expect(writeFindings([broken, weak, well], plain)).toEqual([
    "",
    "✓ A: as it should be",
    "",
    "⚠ B: off; it helps nobody.",
    "  → Turn it on.",
    "",
    "✖ C: gone",
    "  docs/cli.md#doctor",
    "",
    "1 broken, 1 weak.",
  ]);
  expect(writeFindings([weak, well], plain).at(-1)).toBe("Nothing is broken; 1 weak.");
  expect(writeFindings([well], plain).at(-1)).toBe("Everything that was looked at is well.");
});

it("findings for programs keep their order and have all of their members", () => {
  expect(JSON.parse(toJSON([weak, well], true))).toEqual({
    mode: "production",
    counts: { well: 1, weak: 1, broken: 0 },
    findings: [
      { id: "b", status: "weak", title: "B", found: "off", why: "it helps nobody", mend: "Turn it on." },
      { id: "a", status: "well", title: "A", found: "as it should be" },
    ],
  });
});
