// Takes the bare imports (`import 'zod';`) out of the bundled declarations in dist/, and joins what entries share.
// The bundler joins entries that only re-export, and leaves one's imports behind in another: they say nothing, but make a
// user's compiler load the module, or miss it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entriesOf } from "./entries.mjs";
import { mergeDeclarations } from "./merge-declarations.mjs";

for (const name of readdirSync("dist", { recursive: true })) {
  if (!name.endsWith(".d.ts")) continue;
  const file = join("dist", name);
  const text = readFileSync(file, "utf8");
  const tidy = text.replace(/^import ['"][^'"]+['"];\n?/gm, "");
  if (tidy !== text) writeFileSync(file, tidy);
}

mergeDeclarations(
  "dist",
  entriesOf(".").map(({ name }) => `${name}.d.ts`),
);
