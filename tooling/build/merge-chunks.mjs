// Joins the chunks that a package's main entry always loads. The bundler makes a chunk for every set of entries and
// deferred parts that share code, so a package with many of them falls into dozens of small files, each a look at the
// disk for whoever imports it. Here it is one file for everything, and one for each part that entries which are imported
// `alone` need: who wants those must not get everything.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";

/**
 * @param {string} folder the package's
 * @param {{ main: string, alone: string[], output: import("esbuild").BuildOptions }} settings `main` and `alone`: names
 *   of entries without `.js`; `output`: how the files are written
 */
export async function mergeChunks(folder, { main, alone, output }) {
  const dist = resolve(folder, "dist");
  const modules = await readModules(dist);
  /** Chunks that are joined, with the file that takes their place. */
  const places = new Map();
  for (const [index, chunks] of groupChunks(modules, main, alone).entries()) {
    for (const chunk of chunks) places.set(chunk, `shared-${index}.js`);
  }

  const nameFrom = (resolveDir, path) => slashed(relative(dist, resolve(resolveDir, path)));
  const pathTo = (from, to) => {
    const path = slashed(relative(dirname(from), to));
    return path.startsWith(".") ? path : `./${path}`;
  };
  /** What a chunk exports, under names that do not clash in the joined file. */
  const unique = (chunk, name) => `${name}$${[...places.keys()].indexOf(chunk)}`;
  const bundle = async (source, place, isInside) => {
    const plugin = {
      name: "merge-chunks",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /.*/ }, ({ path, resolveDir, kind, namespace }) => {
          if (kind === "entry-point" || isInside(nameFrom(resolveDir, path))) return undefined;
          const target = nameFrom(resolveDir, path);
          if (namespace !== "moved" && places.has(target)) return { path: target, namespace: "moved" };
          return { path, external: true };
        });
        onLoad({ filter: /.*/, namespace: "moved" }, ({ path: chunk }) => {
          const names = modules.get(chunk).exports.map((name) => `${unique(chunk, name)} as ${name}`);
          const from = JSON.stringify(pathTo(place, places.get(chunk)));
          return { contents: `export { ${names.join(", ")} } from ${from};`, resolveDir: dist };
        });
      },
    };
    const settings = { ...output, ...source, bundle: true, write: false, format: "esm", plugins: [plugin] };
    return (await build(settings)).outputFiles[0].text;
  };

  const texts = new Map();
  for (const place of new Set(places.values())) {
    const inside = [...places].filter(([, own]) => own === place).map(([chunk]) => chunk);
    const contents = inside.map((chunk) => {
      const names = modules.get(chunk).exports.map((name) => `${name} as ${unique(chunk, name)}`);
      return `export { ${names.join(", ")} } from "./${chunk}";`;
    });
    const source = { stdin: { contents: contents.join("\n"), resolveDir: dist } };
    texts.set(place, await bundle(source, place, (name) => inside.includes(name)));
  }
  for (const [name, { imports }] of modules) {
    if (places.has(name) || !imports.some((target) => places.has(target))) continue;
    texts.set(name, await bundle({ entryPoints: [join(dist, name)] }, name, () => false));
  }
  for (const [name, text] of texts) writeFileSync(join(dist, name), text);
  for (const chunk of places.keys()) rmSync(join(dist, chunk));
}

/** Chunks that belong together: the main entry loads them, and the same entries of those that stand alone do. */
function groupChunks(modules, main, alone) {
  const reach = alone.map((entry) => reachable(modules, entry));
  const groups = new Map();
  for (const name of reachable(modules, main)) {
    if (!/^chunk-[^/]+\.js$/.test(name)) continue;
    const key = reach.map((names) => (names.has(name) ? "x" : "-")).join("");
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  // In a fixed order, so that the same sources make the same files.
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, chunks]) => chunks.sort());
}

function reachable(modules, entry) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !modules.has(name)) return;
    found.add(name);
    modules.get(name).imports.forEach(visit);
  };
  visit(`${entry}.js`);
  return found;
}

/** Every built file with the files that it loads at once, and the names it exports. */
async function readModules(dist) {
  const names = readdirSync(dist, { recursive: true })
    .map(slashed)
    .filter((name) => name.endsWith(".js"));
  const { metafile } = await build({
    entryPoints: names.map((name) => join(dist, name)),
    absWorkingDir: dist,
    outdir: join(dist, "out"),
    outbase: dist,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    packages: "external",
    external: ["node:*", "#*"],
  });
  return new Map(
    names.map((name) => {
      const loaded = metafile.inputs[name].imports.filter(
        ({ kind, external }) => kind === "import-statement" && !external,
      );
      return [name, { imports: loaded.map(({ path }) => path), exports: metafile.outputs[`out/${name}`].exports }];
    }),
  );
}

function slashed(path) {
  return path.replaceAll("\\", "/");
}
