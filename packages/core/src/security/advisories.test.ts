import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

/** Published weaknesses of systems that do this job, by their number in docs/advisories.md. */
const PINNED = [
  ...[
    1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 17, 39, 40, 41, 48, 49, 53, 56, 57, 59, 60, 61, 62, 65, 66, 67, 68, 69, 76, 85, 86,
  ],
  ...[93, 95, 96, 97, 98, 100, 101, 102, 108, 112],
];

/** "(advisory 7)", "(advisories 1, 2, 67)", "advisories 1 to 4" in the sources of the tests. */
function pinnedBy(text: string): number[] {
  return [...text.matchAll(/advisor(?:y|ies) ((?:\d+(?:, | and | to )?)+)/gi)].flatMap(([, list = ""]) => {
    const range = /^(\d+) to (\d+)$/.exec(list.trim());
    if (!range) return [...list.matchAll(/\d+/g)].map(Number);
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

it("every published weakness that the core could have is pinned by a test that names it", () => {
  const root = join(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".test.ts") && name !== relative(root, import.meta.filename),
  );
  const pinned = new Set(files.flatMap((name) => pinnedBy(readFileSync(join(root, name), "utf8"))));
  expect(PINNED.filter((id) => !pinned.has(id))).toEqual([]);
});
