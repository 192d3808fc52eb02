// Holds what the built umbrella exports to the documented names: exports.json lists them by subpath, with the names that are
// not there yet and why, and those that only we have.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const readJson = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));

const documented = readJson("tooling/contract/exports.json");
const subpaths = Object.keys(readJson("packages/better-auth/package.json").exports).filter(
  (subpath) => subpath !== "./package.json",
);

/** In a process of its own: tests run on the sources, and this is about what is published. */
function exportedNames() {
  const script = `
    const names = {};
    for (const subpath of ${JSON.stringify(subpaths)}) names[subpath] = Object.keys(await import("better-auth" + subpath.slice(1)));
    console.log(JSON.stringify(names));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: join(root, "tooling/conformance"),
    encoding: "utf8",
  });
  return JSON.parse(output.trim().split("\n").at(-1));
}

const exported = exportedNames();

it("every subpath of the package is documented here", () => {
  expect(Object.keys(documented).sort()).toEqual([...subpaths].sort());
});

it.each(subpaths)(
  "%s exports every documented name but those that are left out with a reason, and no other",
  (subpath) => {
    const { names, leftOut = [], own = {} } = documented[subpath];
    const missing = new Set(leftOut.flatMap((group) => group.names));
    expect([...missing].filter((name) => !names.includes(name))).toEqual([]);
    const expected = [...names.filter((name) => !missing.has(name)), ...Object.keys(own)];
    expect(exported[subpath].sort()).toEqual(expected.sort());
  },
);
