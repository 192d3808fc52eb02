// Who can compile an application: every version of TypeScript, every way to resolve modules, declarations emitted, the
// declarations of libraries checked, too.

import { inParallel } from "../../packed/in-parallel.mjs";
import { compile, compilers, placeApp, plainOptions } from "./compile.mjs";

const resolutions = {
  bundler: { module: "esnext", moduleResolution: "bundler" },
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
};

/** Optional properties are as strict under every way to resolve modules, so the loose ones are tried once a version. */
export const combinations = Object.keys(compilers).flatMap((version) => [
  ...Object.keys(resolutions).map((resolution) => ({ version, resolution, isExact: true })),
  { version, resolution: "bundler", isExact: false },
]);

/** @param {import("./install.mjs").Consumer} consumer */
export function runMatrix(consumer) {
  return inParallel(combinations, async ({ version, resolution, isExact }) => {
    const name = `${version} ${resolution}${isExact ? " exact" : ""}`;
    const options = {
      ...plainOptions,
      ...resolutions[resolution],
      exactOptionalPropertyTypes: isExact,
      skipLibCheck: false,
      // What TypeScript itself brings along is not ours to check, and most of the time.
      skipDefaultLibCheck: true,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: "declarations",
    };
    const { errors } = await compile(placeApp(consumer, "example", options, `example ${name}`), version);
    return { name, errors };
  });
}
