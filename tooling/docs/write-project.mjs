import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compilerOptions } from "./compile.mjs";

/**
 * Writes the files of a project, with what every project has.
 * @param {string} root
 * @param {import("./projects.mjs").Project} project
 * @returns {string} its folder
 */
export function writeProject(root, { name, files }) {
  const folder = join(root, name);
  const all = {
    "package.json": JSON.stringify({ name, private: true, type: "module" }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, paths: { "@/*": ["./*"] } } }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
