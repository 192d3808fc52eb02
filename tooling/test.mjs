// Everything that has to hold before a change lands: `npm test`.
// Usage: npm test [-- --only step[,step]] [-- --conformance run.mjs]
import { mkdirSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { stopEmbeddedPostgres } from "./test/embedded-postgres.mjs";
import { runStep } from "./test/run-step.mjs";
import { logFolder, steps } from "./test/steps.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    conformance: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

const all = steps({ conformanceKit: values.conformance });
const names = all.map((step) => step.name);
const only = values.only.split(",").filter((name) => name !== "");
const unknown = only.filter((name) => !names.includes(name));

if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`unknown step: ${unknown.join(", ")}`);
  console.log(`Usage: npm test [-- --only step[,step]] [-- --conformance run.mjs]\n\nSteps: ${names.join(", ")}`);
  process.exit(values.help ? 0 : 2);
}

rmSync(logFolder, { recursive: true, force: true });
mkdirSync(logFolder, { recursive: true });

const sum = { passed: 0, failed: 0, skipped: 0 };
const broken = new Set();
for (const step of all.filter(({ name }) => only.length === 0 || only.includes(name))) {
  const counts = await runStep(step, broken);
  if (counts.failed > 0 || counts.isBlocked) {
    for (const name of [step.name, ...(counts.broken ?? step.parts ?? [])]) broken.add(name);
  }
  for (const key of Object.keys(sum)) sum[key] += counts[key];
}

await stopEmbeddedPostgres();

// CI reads the last line.
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;
