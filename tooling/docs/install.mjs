import { readManifest } from "../build/entries.mjs";
import { installPacked } from "../packed/install.mjs";

const here = import.meta.dirname;

/**
 * The packed packages, for projects that import what this folder's package.json depends on.
 * @returns {Promise<import("../packed/install.mjs").Installation>}
 */
export async function installForProjects() {
  const installation = await installPacked();
  const { dependencies, devDependencies } = readManifest(here);
  const types = Object.keys(devDependencies).filter((name) => name.startsWith("@types/"));
  for (const name of [...Object.keys(dependencies), ...types]) installation.provide(name, here);
  return installation;
}
