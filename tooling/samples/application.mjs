// A copy of a sample, and what its owner runs in it.
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { run } from "../newcomer/processes.mjs";

/**
 * @param {string} root where packages are installed
 * @param {string} folder the sample's copy
 * @param {Record<string, string>} env for everything that runs in it
 */
export function openApplication(root, folder, env = {}) {
  const variables = {
    BETTER_AUTH_SECRET: randomBytes(32).toString("hex"),
    NO_COLOR: "1",
    // As in a terminal of a person: the test runner has variables of its own.
    NODE_ENV: "development",
    NODE_OPTIONS: "",
    CI: "",
    ...env,
  };
  /** A program of an installed package. */
  const execute = (program, ...args) =>
    run(folder, process.execPath, [join(root, "node_modules", program), ...args], variables);
  return {
    read: (path) => readFileSync(join(folder, path), "utf8"),
    change(path, from, to) {
      const text = readFileSync(join(folder, path), "utf8");
      if (!text.includes(from)) throw new Error(`expected ${path} to contain ${from}`);
      writeFileSync(join(folder, path), text.replace(from, to));
    },
    execute,
    /** Our command line. */
    cli: (...args) => execute("@better-auth/cli/dist/index.js", ...args),
    compile: () => execute("typescript/bin/tsc", "-p", "."),
    /** Bundles a module as frameworks do, runs it, and gives what it prints as JSON. */
    async tell(path, ...args) {
      await build({
        entryPoints: [join(folder, path)],
        outfile: join(folder, "out.mjs"),
        absWorkingDir: folder,
        bundle: true,
        format: "esm",
        platform: "node",
        target: "node22",
        packages: "external",
        logLevel: "silent",
      });
      return JSON.parse(await run(folder, process.execPath, ["out.mjs", ...args], variables));
    },
  };
}
