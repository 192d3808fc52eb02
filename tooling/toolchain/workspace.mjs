// The dependencies of the workspace, as pnpm-lock.yaml names them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { hashFiles, once, runQuietly } from "./install-step.mjs";

// The same folders as in pnpm-workspace.yaml, which a dependency-free script cannot read.
const groups = ["packages", "compat", "apps", "tooling"];

/** Runs `pnpm install --frozen-lockfile` when the lock file or a package.json has changed since the last time. */
export function ensureWorkspace(root, env) {
  const { NODE_ENV: _, ...installEnv } = env; // "production" would leave out the tools
  return once({
    title: "Installing the workspace (pnpm install)",
    stampFile: join(root, "node_modules/.stamp"),
    inputs: hashFiles([join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml"), ...packageFiles(root)]),
    install: () =>
      runQuietly("pnpm", ["install", "--frozen-lockfile"], {
        cwd: root,
        env: installEnv,
        mend: "after a change of a package.json: node tooling/run.mjs exec pnpm install",
      }),
  });
}

function packageFiles(root) {
  const folders = groups
    .map((group) => join(root, group))
    .filter((group) => existsSync(group))
    .flatMap((group) =>
      readdirSync(group)
        .sort()
        .map((name) => join(group, name)),
    );
  return [root, ...folders].map((folder) => join(folder, "package.json")).filter((file) => existsSync(file));
}
