// How every package is built: ES modules with shared chunks, one bundled declaration file per entry.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { entriesOf, readManifest } from "./entries.mjs";
import { mergeChunks } from "./merge-chunks.mjs";

/** Half the bytes; names and lines stay, so that a stack trace can be read. The licences are in their own file. */
const written = { minifySyntax: true, minifyWhitespace: true, lineLimit: 120, legalComments: "none", target: "es2022" };

/**
 * @param {{ bundled?: string[], merge?: { main: string, alone: string[] } }} [options] `merge`: joins the chunks of an
 *   entry (merge-chunks.mjs). `bundled`: dev dependencies whose code goes into the build, with their
 *   licences. Their types do not: public declarations may not name them (tooling/checks/packages.mjs).
 * @returns {import("tsup").Options}
 */
export function preset({ bundled = [], merge } = {}) {
  const folder = process.cwd();
  const entries = entriesOf(folder);
  for (const { name, source } of entries) {
    if (!existsSync(source)) {
      throw new Error(`package.json names ./dist/${name}.js: expected its source ${relative(folder, source)}`);
    }
  }
  return {
    entry: Object.fromEntries(entries.map(({ name, source }) => [name, relative(folder, source)])),
    format: "esm",
    target: "es2022",
    // No Node built-in is replaced and no Node shim is added: the same files run on every runtime.
    platform: "neutral",
    // Workers of Cloudflare and Deno know "node:crypto", not "crypto".
    removeNodeProtocol: false,
    splitting: true,
    treeshake: false,
    clean: true,
    silent: true,
    sourcemap: false,
    dts: true,
    noExternal: bundled.map((name) => new RegExp(`^${name}($|/)`)),
    // Resolved when the package is used, by the conditions of its own `imports`.
    external: [/^node:/, /^#/],
    esbuildOptions(options) {
      options.mainFields = ["module", "main"];
      Object.assign(options, written);
    },
    esbuildPlugins: [allowOnly(bundled)],
    onSuccess: async () => {
      writeLicences(folder, bundled);
      if (merge) await mergeChunks(folder, { ...merge, output: { ...written, platform: "neutral" } });
    },
  };
}

// tsup bundles whatever is not a dependency; a dev dependency must not slip in unseen.
function allowOnly(bundled) {
  return {
    name: "allow-only-listed-packages",
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => {
        const packages = Object.keys(metafile?.inputs ?? {}).map(
          (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1],
        );
        const unlisted = [...new Set(packages)].filter((name) => name !== undefined && !bundled.includes(name));
        if (unlisted.length === 0) return undefined;
        return {
          errors: [
            {
              text: `${unlisted.join(", ")} would be bundled: list it under "dependencies", or in preset({ bundled })`,
            },
          ],
        };
      });
    },
  };
}

function writeLicences(folder, bundled) {
  if (bundled.length === 0) return;
  const require = createRequire(join(folder, "package.json"));
  const notices = bundled.map((name) => {
    const home = packageHome(require.resolve(name), name);
    const { version, license } = readManifest(home);
    const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`expected a licence file in ${name}`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(home, file), "utf8").trim()}\n`;
  });
  mkdirSync(join(folder, "dist"), { recursive: true });
  const intro = "This package contains code of the following projects, under their own licences.\n";
  writeFileSync(join(folder, "dist/THIRD_PARTY_LICENCES.txt"), [intro, ...notices].join(`\n${"-".repeat(80)}\n\n`));
}

function packageHome(file, name) {
  let home = dirname(file);
  while (!existsSync(join(home, "package.json")) || readManifest(home).name !== name) home = dirname(home);
  return home;
}
