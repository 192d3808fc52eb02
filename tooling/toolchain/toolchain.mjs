// The Node and pnpm of the repository, installed from the lock file beside this one.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hashFiles, once, runQuietly } from "./install-step.mjs";
import { SetupError } from "./setup-error.mjs";

const oldestNodeForSetup = 18;
const oldestNodeForWork = 24;

/** Installs the toolchain if needed and gives the environment that puts it first. */
export async function ensureToolchain(root) {
  requireNode(oldestNodeForSetup);
  const folder = join(root, "tooling/toolchain");
  const modules = join(folder, "node_modules");
  const env = cleanEnvironment();

  await once({
    title: "Installing Node and pnpm for this repository (tooling/toolchain)",
    stampFile: join(modules, ".stamp"),
    inputs: hashFiles([join(folder, "package.json"), join(folder, "package-lock.json")]),
    install: () =>
      runQuietly("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"], {
        cwd: folder,
        env,
        mend: "delete tooling/toolchain/node_modules and run the command again",
      }),
  });

  const node = join(modules, `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`);
  const hasOwnNode = existsSync(node);
  // The npm registry has no such package for macOS at this version: there the Node that runs this script does the work.
  if (!hasOwnNode) requireNode(oldestNodeForWork);

  const path = [...(hasOwnNode ? [join(node, "bin")] : []), join(modules, ".bin"), join(root, "node_modules/.bin")];
  return {
    ...env,
    PATH: [...path, env.PATH].join(delimiter),
    // Native add-ons build against the headers of the Node that will load them; pnpm does not take this from .npmrc.
    ...(existsSync(join(node, "include")) ? { npm_config_nodedir: node } : {}),
  };
}

function requireNode(major) {
  if (Number(process.versions.node.split(".")[0]) >= major) return;
  throw new SetupError(
    `expected Node ${major} or newer, this is ${process.versions.node}`,
    "install a newer Node from https://nodejs.org",
  );
}

// `npm run` and `pnpm run` hand their own settings down; to the next package manager they are wrong or unknown.
function cleanEnvironment() {
  const keep = /^npm_config_(registry|proxy|https_proxy|cafile)$/i;
  const entries = Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name) || keep.test(name));
  return {
    // Windows spells it Path.
    PATH: process.env.PATH ?? "",
    ...Object.fromEntries(entries.filter(([name]) => name.toUpperCase() !== "PATH")),
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    ASTRO_TELEMETRY_DISABLED: "1",
    NUXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}
