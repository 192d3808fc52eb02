// What `import("better-auth")` loads, counted in a process of its own over the built packages.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const FILES = 25;

const script = `
  import { registerHooks } from "node:module";
  const files = [];
  registerHooks({ load: (url, context, next) => { if (url.startsWith("file:")) files.push(url); return next(url, context); } });
  await import("better-auth");
  console.log(JSON.stringify(files));`;

it(`import("better-auth") loads at most ${FILES} files, and no database driver or query builder among them`, () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: join(import.meta.dirname, "../bench"),
    encoding: "utf8",
  });
  const files = JSON.parse(output.trim().split("\n").at(-1));
  expect(files.length).toBeGreaterThan(1);
  expect(files.length).toBeLessThanOrEqual(FILES);
  expect(files.filter((file) => /kysely|sqlite|node_modules\/(pg|mysql2)/.test(file))).toEqual([]);
  // It is the same whether there are plugins or not.
  expect(files.filter((file) => /packages\/(plugins|passkey)\//.test(file))).toEqual([]);
});
