// Import, files loaded, and the time from a cold process to the first get-session. Processes alternate; medians.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measures/processes.mjs";
import { makeBetterAuth } from "./subjects/better-auth.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const run = (script) =>
  JSON.parse(
    execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    })
      .trim()
      .split("\n")
      .at(-1),
  );

const importScript = (specifier) =>
  `const start = performance.now(); await import("${specifier}"); console.log(performance.now() - start);`;
const filesScript = (specifier) => `
  import { registerHooks } from "node:module";
  let files = 0;
  registerHooks({ load: (url, context, next) => { if (url.startsWith("file:")) files += 1; return next(url, context); } });
  await import("${specifier}");
  console.log(files);`;
const coldScript = (specifier, { file, cookie }) => `
  const start = performance.now();
  const { betterAuth } = await import("${specifier}");
  const { default: Database } = await import("better-sqlite3");
  const auth = betterAuth({ baseURL: "http://localhost:3000", secret: "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret", database: new Database("${file}"), emailAndPassword: { enabled: true }, telemetry: { enabled: false } });
  const answer = await auth.handler(new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie: "${cookie}" } }));
  if ((await answer.json()) === null) throw new Error("no session");
  console.log(performance.now() - start);
  process.exit(0);`;

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const databases = {};
for (const specifier of ["better-auth", "better-auth-reference"]) {
  const file = join(folder, `${specifier}.db`);
  const { cookie, close } = await makeBetterAuth(specifier, { file });
  close();
  databases[specifier] = { file, cookie };
}

const table = {};
const times = {};
for (let round = 0; round < rounds; round++) {
  for (const specifier of ["better-auth", "better-auth-reference", "@auth/core"]) {
    const row = (times[specifier] ??= { import: [], cold: [] });
    row.import.push(run(importScript(specifier)));
    if (databases[specifier]) row.cold.push(run(coldScript(specifier, databases[specifier])));
  }
}
for (const [specifier, { import: imports, cold }] of Object.entries(times)) {
  table[specifier] = {
    import: `${median(imports).toFixed(0)} ms`,
    files: run(filesScript(specifier)),
    "to the first get-session": cold.length > 0 ? `${median(cold).toFixed(0)} ms` : "",
  };
}
rmSync(folder, { recursive: true, force: true });
console.table(table);
process.exit(0);
