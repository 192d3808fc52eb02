// The packages as a user has them: packed, unpacked into a node_modules of their own, where each finds nothing but its
// dependencies. Types that can only be named by a package that is not a dependency fail there as they would for users.
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
import { build } from "tsup";
import { readManifest } from "../../build/entries.mjs";
import { inParallel } from "./in-parallel.mjs";

const run = promisify(execFile);
const here = join(import.meta.dirname, "..");
const repository = join(here, "../..");

/** What applications import. The compiler looks for `@types/…` by itself. */
const direct = [
  "better-auth",
  "synthetic-plugins",
  "better-sqlite3",
  "react",
  "@types/better-sqlite3",
  "@types/node",
  "@types/react",
];

/**
 * A folder in which applications live beside an installed better-auth.
 * @typedef {{ root: string, packages: { name: string, folder: string }[], remove: () => void }} Consumer
 * `packages`: those of this repository, unpacked
 */

/** @returns {Promise<Consumer>} */
export async function installConsumer() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "better-auth-consumer-")));
  const sources = publishable();
  const homes = new Map(
    [...sources.keys(), "synthetic-plugins"].map((name) => [
      name,
      join(root, "store", name.replace("/", "+"), "node_modules", name),
    ]),
  );

  await inParallel([...sources], async ([name, folder]) => pack(folder, homes.get(name)));
  await buildPlugins(homes.get("synthetic-plugins"));
  for (const [name, home] of homes) {
    const from = sources.get(name) ?? here;
    for (const dependency of Object.keys(readManifest(home).dependencies ?? {})) {
      link(homes.get(dependency) ?? join(from, "node_modules", dependency), neighbour(home, name, dependency));
    }
  }
  for (const name of direct)
    link(homes.get(name) ?? join(here, "node_modules", name), join(root, "node_modules", name));
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));

  const packages = [...sources.keys()].map((name) => ({ name, folder: homes.get(name) }));
  return { root, packages, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Packages with declarations, by name. */
function publishable() {
  const folders = readdirSync(join(repository, "packages")).map((name) => join(repository, "packages", name));
  const published = folders.filter(
    (folder) => existsSync(join(folder, "package.json")) && readManifest(folder).exports !== undefined,
  );
  const unbuilt = published.filter((folder) => !existsSync(join(folder, readManifest(folder).exports["."].types)));
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

/** The synthetic plugins with bundled declarations, as the plugins of this repository are published. */
async function buildPlugins(home) {
  mkdirSync(home, { recursive: true });
  await build({
    entry: { server: join(here, "plugins/server.ts"), client: join(here, "plugins/client.ts") },
    outDir: join(home, "dist"),
    tsconfig: join(here, "tsconfig.json"),
    format: "esm",
    dts: { only: true },
    silent: true,
    config: false,
  });
  const entry = (name) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  const manifest = {
    name: "synthetic-plugins",
    type: "module",
    exports: { "./server": entry("server"), "./client": entry("client") },
    dependencies: { "@better-auth/client": "*", "@better-auth/core": "*", nanostores: "*" },
  };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
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
