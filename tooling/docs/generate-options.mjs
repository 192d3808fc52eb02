// Writes docs/options.md from the types.
// Usage: node tooling/docs/generate-options.mjs
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { undocumented } from "./options/check.mjs";
import { optionsPage } from "./options/page.mjs";
import { readOptions } from "./options/read.mjs";
import { repository } from "./pages.mjs";

const options = readOptions();
const problems = undocumented(options);
writeFileSync(join(repository, "docs/options.md"), optionsPage(options));
console.log([...problems, `docs/options.md: ${options.length} options`].join("\n"));
process.exitCode = problems.length === 0 ? 0 : 1;
