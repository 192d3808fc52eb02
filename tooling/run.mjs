#!/usr/bin/env node
// Runs a command of this repository from a bare checkout: any Node from 18 on and npm are enough.
// Dependency-free on purpose: it is what installs the dependencies.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SetupError } from "./toolchain/setup-error.mjs";
import { ensureToolchain } from "./toolchain/toolchain.mjs";
import { ensureWorkspace } from "./toolchain/workspace.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const help = `Usage: node tooling/run.mjs <command> [arguments]        install what is missing, then run the command
       node tooling/run.mjs exec <command> [arguments]   run the command, without installing the workspace

The command runs under the repository's own Node and pnpm (tooling/toolchain), with the workspace's tools in PATH.

  node tooling/run.mjs turbo run build          build every package
  node tooling/run.mjs vitest run packages/core test one package
  node tooling/run.mjs exec pnpm install        bring pnpm-lock.yaml up to date after a change of a package.json
  node tooling/run.mjs exec node -v             the Node that everything runs under`;

async function main(argv) {
  if (argv.length === 0 || argv[0] === "--help" || argv[0] === "-h") {
    console.log(help);
    return argv.length === 0 ? 2 : 0;
  }
  const isBare = argv[0] === "exec";
  const [command, ...args] = isBare ? argv.slice(1) : argv;
  if (command === undefined) throw new SetupError("expected a command after exec", "node tooling/run.mjs --help");

  const env = await ensureToolchain(root);
  if (!isBare) await ensureWorkspace(root, env);
  return runInForeground(command, args, env);
}

/** Hands the terminal to the command; gives its exit status, 128 + the signal's number when a signal ended it. */
function runInForeground(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: "inherit", shell: process.platform === "win32" });
    // The terminal sends Ctrl-C to the child as well: wait for its clean end instead of leaving first.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("error", () =>
      reject(
        new SetupError(`cannot start ${command}`, "check its name; the workspace's tools are in node_modules/.bin"),
      ),
    );
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === "SIGINT" ? 2 : 15)));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}\n  mend: ${error.mend}`);
  process.exitCode = 1;
}
