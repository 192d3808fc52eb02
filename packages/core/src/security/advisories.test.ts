import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Published weaknesses of systems that do this job, by their number in docs/advisories.md. */
const PINNED = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 17, 18, 19, 38, 39, 40, 41, 43, 44, 48, 49, 51, 53, 55],
  ...[56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 75, 76, 79, 80, 82, 83, 84, 85, 86, 87, 93, 94, 95, 96],
  ...[97, 98, 99, 100, 101, 102, 103, 104, 106, 108, 110, 111, 112],
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

const root = join(import.meta.dirname, "../../../..");
const FOLDERS = ["packages/core/src", "packages/plugins/src", "packages/passkey/src", "tooling/security"];

/** The files of tests that name each number. */
function readPins(): Map<number, Set<string>> {
  const pins = new Map<number, Set<string>>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      const file = `${folder}/${name.replaceAll("\\", "/")}`;
      if (!/\.test\.(ts|mjs)$/.test(file) || join(root, file) === import.meta.filename) continue;
      for (const id of pinnedBy(readFileSync(join(root, file), "utf8"))) {
        pins.set(id, (pins.get(id) ?? new Set()).add(file));
      }
    }
  }
  return pins;
}

it("every published weakness that there could be is pinned by a test that names it", () => {
  const pins = readPins();
  expect(PINNED.filter((id) => !pins.has(id))).toEqual([]);
});

it("docs/advisories.md has a row for each, with the tests that name it", () => {
  const pins = readPins();
  const page = readFileSync(join(root, "docs/advisories.md"), "utf8");
  const rows = [...page.matchAll(/^\| (\d+) \|.*\| ([^|]+) \|$/gm)].map(([, id, tests = ""]) => ({
    id: Number(id),
    // Without a package in front it is a test of the core.
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = ""]) =>
      /^(packages|tooling)\//.test(file) ? file : `packages/core/src/${file}`,
    ),
  }));
  expect(rows.map(({ id }) => id)).toEqual(PINNED);
  for (const { id, tests } of rows) expect(tests.sort(), String(id)).toEqual([...(pins.get(id) ?? [])].sort());
});
