import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, installPackages } from "../../test-support/built-packages";

let installation: Installation;
beforeAll(async () => {
  installation = await installPackages(["core", "better-auth", "cli"], { "better-sqlite3": "." });
}, 60_000);
afterAll(() => installation?.remove());

describe("migrate", () => {
  it("tries", async () => {
    const project = installation.project({ "package.json": `{"type":"module"}`, "lib/auth.ts": `import { betterAuth } from "better-auth";
import { DatabaseSync } from "node:sqlite";
export const auth = betterAuth({ database: new DatabaseSync("sqlite.db"), emailAndPassword: { enabled: true } });` });
    for (const args of [["migrate"], ["migrate", "--y"], ["migrate"], ["secret"], ["--help"], ["migrate", "--help"], ["migrat"], ["-v"], []]) {
    const out = await project.cli(args);
    console.log(args, out.code, out.took); console.log(out.stdout); console.log(out.stderr);
    }
  }, 60_000);
});
