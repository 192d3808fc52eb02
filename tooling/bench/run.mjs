// Runs the benchmarks of this folder: `npm run bench [-- name …]`. A benchmark is a file `name.bench.mjs` that prints its table.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const suffix = ".bench.mjs";
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are: ${names.join(", ")}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [`${name}${suffix}`], { cwd: import.meta.dirname, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
