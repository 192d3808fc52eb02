// Checks every publishable package as its users get it: packed once, then publint, are-the-types-wrong and our own rules.
// Usage: node tooling/checks/packages.mjs [folder of a package …]      (after a build)
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readManifest } from "../build/entries.mjs";
import { checkDeclarations } from "./rules/declarations.mjs";

const run = promisify(execFile);
const atOnce = 2;

async function main(folders) {
  const packages = (folders.length > 0 ? folders : publishable()).map((folder) => ({
    folder,
    name: readManifest(folder).name,
  }));
  const scratch = mkdtempSync(join(tmpdir(), "packages-"));
  let failed = 0;
  try {
    await inParallel(packages, async ({ folder, name }) => {
      const { summary, problems } = await checkPackage(folder, join(scratch, name.replace("/", "-")));
      console.log([`${problems.length === 0 ? "ok  " : "BAD "} ${name}  ${summary}`, ...problems].join("\n"));
      if (problems.length > 0) failed += 1;
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(
    failed === 0 ? `packages: ${packages.length} in order` : `packages: ${failed} of ${packages.length} to mend`,
  );
  return failed === 0 ? 0 : 1;
}

function publishable() {
  return ["packages", "compat"]
    .filter((group) => existsSync(group))
    .flatMap((group) => readdirSync(group).map((name) => join(group, name)))
    .filter((folder) => existsSync(join(folder, "package.json")) && !readManifest(folder).private);
}

async function checkPackage(folder, scratch) {
  const { tarball, unpacked } = await pack(folder, scratch);
  const manifest = readManifest(unpacked);
  const files = readdirSync(unpacked, { recursive: true }).filter((file) => statSync(join(unpacked, file)).isFile());
  const problems = [
    ...(await toolProblems("publint", ["--strict", tarball])),
    // Without exports there is nothing to import: a command line only.
    ...(manifest.exports === undefined
      ? []
      : await toolProblems("attw", [
          tarball,
          "--profile",
          "esm-only",
          "--no-definitely-typed",
          "--format",
          "ascii",
          "--no-color",
          "--no-emoji",
        ])),
    ...checkManifest(manifest, files),
    ...checkDeclarations({ manifest, root: unpacked, files }),
  ];
  const kilobytes = Math.ceil(statSync(tarball).size / 1024);
  return { summary: `${files.length} files, ${kilobytes} kB packed`, problems };
}

async function pack(folder, scratch) {
  mkdirSync(scratch, { recursive: true });
  await run("pnpm", ["pack", "--pack-destination", scratch], { cwd: folder });
  const file = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
  await run("tar", ["-xzf", file], { cwd: scratch });
  return { tarball: join(scratch, file), unpacked: join(scratch, "package") };
}

async function toolProblems(command, args) {
  try {
    await run(command, args);
    return [];
  } catch (error) {
    return [`${command}:\n${`${error.stdout}${error.stderr}`.trim() || error.message}`];
  }
}

function checkManifest(manifest, files) {
  const problems = [];
  for (const field of ["name", "version", "description", "license", "engines", "type", "sideEffects"]) {
    if (manifest[field] === undefined) problems.push(`package.json: expected "${field}"`);
  }
  if (!files.some((file) => /^LICENSE/.test(file))) problems.push("expected a LICENSE in the package");
  const unresolved = /"(workspace|catalog):/.exec(JSON.stringify(manifest));
  if (unresolved) problems.push(`package.json: ${unresolved[1]}: is known in this repository only`);
  const strays = files.filter((file) => /\.(test|test-d)\./.test(file));
  if (strays.length > 0) problems.push(`tests are not published: ${strays.join(", ")}`);
  return problems;
}

async function inParallel(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

process.exitCode = await main(process.argv.slice(2));
