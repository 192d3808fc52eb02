// Runs a compiler over an application, and reads what it says of itself.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const apps = join(import.meta.dirname, "../apps");

/** The versions of TypeScript that the types are tried with, and what each is installed as. */
export const compilers = {
  5.4: "typescript-5.4",
  5.9: "typescript-5.9",
  "6.0": "typescript",
  "7.0": "typescript-7.0",
};

/** Compiler options of an application that asks for nothing special. */
export const plainOptions = {
  strict: true,
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  types: ["node"],
  jsx: "react-jsx",
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Puts an application of `apps/` beside the installed packages.
 * @param {import("./install.mjs").Consumer} consumer
 * @param {string} app
 * @param {object} options for the compiler
 * @returns {string} its folder
 */
export function placeApp({ root, packages }, app, options, name = app) {
  const folder = join(root, name);
  cpSync(join(apps, app), folder, { recursive: true });
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["**/*.ts", "**/*.tsx"] }),
  );
  if (app === "example") {
    // The plugin of somebody else is a package of its own: it alone depends on the core.
    const modules = join(folder, "loyalty/node_modules/@better-auth");
    mkdirSync(modules, { recursive: true });
    const core = packages.find((one) => one.name === "@better-auth/core").folder;
    symlinkSync(core, join(modules, "core"), "junction");
  }
  return folder;
}

/**
 * @param {string} folder an application
 * @param {keyof typeof compilers} version
 * @returns {Promise<{ errors: string[], instantiations: number, types: number, files: number }>}
 */
export async function compile(folder, version) {
  const bin = join(dirname(require.resolve(`${compilers[version]}/package.json`)), "bin/tsc");
  const output = await outputOf([bin, "--project", folder, "--extendedDiagnostics", "--pretty", "false"]);
  const count = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(output)?.[1]);
  const result = {
    errors: output.split("\n").filter((line) => /error TS\d+/.test(line)),
    instantiations: count("Instantiations"),
    types: count("Types"),
    files: count("Files"),
  };
  if (Number.isNaN(result.files)) throw new Error(`TypeScript ${version} did not finish:\n${output}`);
  return result;
}

/** A compiler that finds mistakes ends with another code than 0. */
function outputOf(args) {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}
