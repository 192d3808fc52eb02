import { existsSync, readdirSync } from "node:fs";
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

export default defineConfig({
  // A kept module does not know of the mutation it was made with.
  ...(MUTATION ? { plugins: [mutate(MUTATION)] } : {}),
  resolve: { alias },
  test: {
    fsModuleCache: MUTATION === undefined,
    include: ["{packages,compat}/*/src/**/*.test.{ts,tsx}", "tooling/**/*.test.mjs"],
    // A test that needs a document says so in its first line: // @vitest-environment happy-dom
    environment: "node",
    passWithNoTests: true,
  },
});
