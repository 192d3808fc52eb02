// How long `import` takes in a new process, and how many modules it loads. Build first. Processes alternate, and the best
// time counts: what the machine does besides can only add.
import { execFileSync } from "node:child_process";

const rounds = 15;
const specifiers = ["better-auth", "better-auth-reference", "@auth/core"];

const script = `
  import { registerHooks } from "node:module";
  let modules = 0;
  registerHooks({ load: (url, context, next) => { if (url.startsWith("file:")) modules += 1; return next(url, context); } });
  const start = performance.now();
  await import(process.argv[1]);
  console.log(JSON.stringify({ ms: performance.now() - start, modules }));`;

const best = new Map();
for (let round = 0; round < rounds; round += 1) {
  for (const specifier of specifiers) {
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script, specifier], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    });
    const { ms, modules } = JSON.parse(output.trim().split("\n").at(-1));
    best.set(specifier, {
      "ms (best)": Number(Math.min(ms, best.get(specifier)?.["ms (best)"] ?? Infinity).toFixed(1)),
      modules,
    });
  }
}
console.table(Object.fromEntries(best));
