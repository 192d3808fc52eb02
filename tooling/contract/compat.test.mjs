// Holds what the built packages under other names export to the documented names, as exports.test.mjs does for the umbrella.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const readJson = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));

/** The built file behind a subpath of a package in compat/. */
function builtFile(subpath) {
  const [scope, name, ...rest] = subpath.split("/");
  const folder = join("compat", name);
  const manifest = readJson(join(folder, "package.json"));
  expect(manifest.name).toBe(`${scope}/${name}`);
  return pathToFileURL(join(root, folder, manifest.exports[["."].concat(rest).join("/")].default)).href;
}

it.each(Object.entries(readJson("tooling/contract/compat.json")))(
  "%s exports every documented name but those that are left out with a reason, and no other",
  async (subpath, { names, leftOut = [] }) => {
    const missing = new Set(leftOut.flatMap((group) => group.names));
    const exported = Object.keys(await import(/* @vite-ignore */ builtFile(subpath)));
    expect(exported.sort()).toEqual(names.filter((name) => !missing.has(name)).sort());
  },
);
