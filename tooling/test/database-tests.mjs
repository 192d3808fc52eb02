// Tests that run on any database: those that have theirs opened by the test support.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const support = String.raw`"(?:(?:\.\.\/)+test-support\/[\w-]+|\.\/test-(?:support|instance)|test-kit)"`;
const opensDatabase = new RegExp(
  String.raw`import \{[^}]*\b(?:make|makeAuth|makeSocial|prepare|openTestDatabase)\b[^}]*\} from ${support}`,
);

function testsOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".test.ts") && !name.startsWith("adapters/"))
    .map((name) => join(folder, name))
    .filter((file) => opensDatabase.test(readFileSync(file, "utf8")))
    .sort();
}

/** Paths from the root of the repository: the core's, then those of the plugins. Adapters choose their databases themselves. */
export function databaseTests() {
  return ["packages/core/src", "packages/plugins/src", "packages/passkey/src"].flatMap(testsOf);
}
