// The packages as a user has them, and beside them the synthetic plugins as the plugins of this repository are published.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { readManifest } from "../../build/entries.mjs";
import { installPacked } from "../../packed/install.mjs";

const here = join(import.meta.dirname, "..");

/** What applications import. The compiler looks for `@types/…` by itself. */
const direct = [
  "better-auth",
  "@better-auth/passkey",
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
 * `packages`: those of this repository that have declarations, unpacked
 */

/** @returns {Promise<Consumer>} */
export async function installConsumer() {
  const { root, packages, homeOf, connect, provide, remove } = await installPacked();
  await buildPlugins(homeOf("synthetic-plugins"));
  connect("synthetic-plugins", here);
  for (const name of direct) provide(name, here);
  return { root, packages: packages.filter(({ folder }) => readManifest(folder).exports !== undefined), remove };
}

/** The synthetic plugins with bundled declarations. */
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
