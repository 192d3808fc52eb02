import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { entriesOf } from "./tooling/build/entries.mjs";
import { mutate } from "./tooling/mutations/plugin.mjs";

const packages = ["packages", "compat"]
  .map((group) => join(import.meta.dirname, group))
  .filter((group) => existsSync(group))
  .flatMap((group) => readdirSync(group).map((name) => join(group, name)))
  .filter((folder) => existsSync(join(folder, "package.json")));

// Tests run on the sources: every name that the packages publish leads to the file it is built from.
const alias = packages
  .flatMap((folder) => entriesOf(folder))
  .filter((entry) => entry.specifier !== undefined)
  .map(({ specifier, source }) => ({ find: new RegExp(`^${specifier}$`), replacement: source }));

const { MUTATION } = process.env;

/**
 * Most files share their worker with others, which spares a start and every import: six minutes in all. What puts other
 * modules in the place of some, or wants a document, has a worker to itself; so has what is mostly other processes, and what
 * runs in Next.js, whose stores depend on which of its modules came first. So has what runs the tests of another file: in a
 * worker that had that file before, its tests would not be there again.
 */
const tests = globSync(["{packages,compat}/*/src/**/*.test.{ts,tsx}", "tooling/**/*.test.mjs"], {
  cwd: import.meta.dirname,
  exclude: (name) => name === "node_modules" || name.endsWith("/node_modules"),
});
const together = /^packages\/(core|plugins|client|passkey|react)\//;
const alone = /\bvi\.(mock|doMock|hoisted|resetModules)\b|@vitest-environment|import\("\.[^"]*\.test"\)/;
const shares = (file: string) =>
  together.test(file) && !alone.test(readFileSync(join(import.meta.dirname, file), "utf8"));

export default defineConfig({
  ...(MUTATION ? { plugins: [mutate(MUTATION)] } : {}),
  resolve: { alias },
  test: {
    fsModuleCache: true,
    globalSetup: "tooling/test/leave-nothing.mjs",
    maxConcurrency: 2,
    // Machines that build something else meanwhile. What a mutation makes hang is seen soon enough by the defaults.
    ...(MUTATION ? {} : { testTimeout: 30_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } }),
    projects: [
      { extends: true, test: { name: "together", isolate: false, include: tests.filter(shares) } },
      { extends: true, test: { name: "alone", include: tests.filter((file) => !shares(file)) } },
    ],
  },
});
