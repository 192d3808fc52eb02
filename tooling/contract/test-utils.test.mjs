// Holds what @better-auth/test-utils exports to the documented names, as exports.test.mjs does for the umbrella. It runs on
// the sources: the package imports vitest, which is there in a test only.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const readJson = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));
const documented = readJson("tooling/contract/test-utils.json");
const published = Object.keys(readJson("packages/test-utils/package.json").exports);

it.each(Object.entries(documented))(
  "%s exports every documented name but those that are left out with a reason, and no other",
  async (subpath, { names, leftOut = [], own = {} }) => {
    const missing = new Set(leftOut.flatMap((group) => group.names));
    expect([...missing].filter((name) => !names.includes(name))).toEqual([]);
    const expected = [...names.filter((name) => !missing.has(name)), ...Object.keys(own)];
    const exported = published.includes(subpath) ? await import(`@better-auth/test-utils/${subpath.slice(2)}`) : {};
    expect(Object.keys(exported).sort()).toEqual(expected.sort());
  },
);

it("no other subpath is published", () => {
  expect(published.filter((subpath) => documented[subpath] === undefined)).toEqual(["./package.json"]);
});
