// Import, files loaded, and the time from a cold process to the first get-session. Processes alternate; medians.
import { execFileSync } from "node:child_process";
import { median } from "./measures/processes.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const run = (script) =>
  JSON.parse(
    execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], { cwd: import.meta.dirname, encoding: "utf8" })
      .trim()
      .split("\n")
      .at(-1),
  );

const importScript = (specifier) => `const start = performance.now(); await import("${specifier}"); console.log(performance.now() - start);`;
const filesScript = (specifier) => `
  import { registerHooks } from "node:module";
  let files = 0;
  registerHooks({ load: (url, context, next) => { if (url.startsWith("file:")) files += 1; return next(url, context); } });
  await import("${specifier}");
  console.log(files);`;
const coldScript = (specifier) => `
  const start = performance.now();
  const { betterAuth } = await import("${specifier}");
  const { default: Database } = await import("better-sqlite3");
  const auth = betterAuth({ baseURL: "http://localhost:3000", secret: "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A", database: new Database(":memory:"), emailAndPassword: { enabled: true }, telemetry: { enabled: false } });
  await (await auth.handler(new Request("http://localhost:3000/api/auth/get-session"))).text();
  console.log(performance.now() - start);
  process.exit(0);`;

const table = {};
const times = {};
for (let round = 0; round < rounds; round++) {
  for (const specifier of ["better-auth", "better-auth-reference", "@auth/core"]) {
    const row = (times[specifier] ??= { import: [], cold: [] });
    row.import.push(run(importScript(specifier)));
    if (specifier !== "@auth/core") row.cold.push(run(coldScript(specifier)));
  }
}
for (const [specifier, { import: imports, cold }] of Object.entries(times)) {
  table[specifier] = {
    import: `${median(imports).toFixed(0)} ms`,
    files: run(filesScript(specifier)),
    "to the first get-session": cold.length > 0 ? `${median(cold).toFixed(0)} ms` : "",
  };
}
console.table(table);
