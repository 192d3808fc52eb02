// The packages as a user has them: packed, unpacked into a node_modules of their own, where each finds nothing but its
// dependencies. What can only be named or loaded by a package that is not a dependency fails there as it would for users.
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { readManifest } from "../build/entries.mjs";
import { inParallel } from "./in-parallel.mjs";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../..");

/**
 * A folder in which applications live beside installed packages.
 * @typedef {object} Installation
 * @property {string} root the folder; applications are folders in it
 * @property {{ name: string, folder: string }[]} packages those of this repository, unpacked
 * @property {(name: string) => string} homeOf where a package is unpacked, or would be
 * @property {(name: string, from: string) => void} connect gives an unpacked package what its manifest depends on;
 *   packages of others are those that the folder `from` has installed
 * @property {(name: string, from: string) => void} provide lets applications import a package, ours or `from`'s
 * @property {() => void} remove
 */

/**
 * Packs every publishable package as it is built, and installs it. Applications can import what is provided to them.
 * @returns {Promise<Installation>}
 */
export async function installPacked() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "better-auth-packed-")));
  const sources = publishable();
  const homeOf = (name) => join(root, "store", name.replace("/", "+"), "node_modules", name);
  const isOurs = (name) => existsSync(homeOf(name));

  await inParallel([...sources], async ([name, folder]) => pack(folder, homeOf(name)));
  const connect = (name, from) => {
    const home = homeOf(name);
    for (const dependency of Object.keys(readManifest(home).dependencies ?? {})) {
      link(
        isOurs(dependency) ? homeOf(dependency) : join(from, "node_modules", dependency),
        neighbour(home, name, dependency),
      );
    }
  };
  for (const [name, folder] of sources) connect(name, folder);
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));

  return {
    root,
    packages: [...sources.keys()].map((name) => ({ name, folder: homeOf(name) })),
    homeOf,
    connect,
    provide: (name, from) =>
      link(isOurs(name) ? homeOf(name) : join(from, "node_modules", name), join(root, "node_modules", name)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Folders of the packages that are published, by name. */
export function publishable() {
  const folders = ["packages", "compat"].flatMap((group) =>
    readdirSync(join(repository, group)).map((name) => join(repository, group, name)),
  );
  const published = folders.filter((folder) => existsSync(join(folder, "package.json")));
  const unbuilt = published.filter((folder) => !existsSync(join(folder, "dist")));
  if (unbuilt.length > 0)
    throw new Error(`expected built packages, as \`npm run build\` makes them: ${unbuilt.join(", ")}`);
  return new Map(published.map((folder) => [readManifest(folder).name, folder]));
}

async function pack(folder, home) {
  mkdirSync(home, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), "better-auth-pack-"));
  try {
    await run("pnpm", ["pack", "--pack-destination", scratch], { cwd: folder });
    await run("tar", ["-xzf", join(scratch, readdirSync(scratch)[0]), "--strip-components=1", "-C", home]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The place of a dependency in the node_modules that a package stands in. */
function neighbour(home, name, dependency) {
  return join(home, ...name.split("/").map(() => ".."), dependency);
}

function link(target, place) {
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(realpathSync(target), place, "junction");
}
