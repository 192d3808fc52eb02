import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainImportFailure } from "./import-failure";

const explained = (error: unknown) => explainImportFailure(error, { folder: "/shop", file: "/shop/auth.ts" }).message;

describe("a configuration that threw", () => {
  it("tells every error of a driver that tried several addresses", () => {
    const refused = ["::1", "127.0.0.1"].map((host) => new Error(`connect ECONNREFUSED ${host}:5432`));
    expect(explained(new AggregateError(refused))).toContain(
      "auth.ts could not be loaded: connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432",
    );
  });

  it("tells each cause once, where they lead in a circle", () => {
    const [first, second] = [new Error("first"), new Error("second")];
    first.cause = second;
    second.cause = first;
    expect(explained(first)).toContain("could not be loaded: first: second");
  });

  it.each([
    ["a text", "no", '"no"'],
    ["nothing", undefined, "undefined"],
    ["what is no JSON", { count: 1n }, "[object Object]"],
  ])("%s in place of an error tells it", (_, thrown, told) => {
    expect(explained(thrown)).toBe(`auth.ts could not be loaded: it threw ${told}.`);
  });

  it.each([
    ["/shop/auth.ts", "auth.ts:2 is not valid TypeScript: Unterminated string."],
    ["/shop/db.mjs", "db.mjs:2 is not valid JavaScript: Unterminated string."],
  ])("names the language of %s that cannot be read", (file, told) => {
    expect(explained(new Error(`ParseError: Unterminated string. \n ${file}:2:7`))).toBe(told);
  });
});

it("tells how to install what is missing by the lock file of the workspace above", () => {
  const root = mkdtempSync(join(tmpdir(), "workspace-"));
  const folder = join(root, "apps/web");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, "pnpm-lock.yaml"), "");
  const missing = () => Object.assign(new Error("Cannot find package 'of-nobody'"), { code: "ERR_MODULE_NOT_FOUND" });
  const mend = () => explainImportFailure(missing(), { folder, file: join(folder, "auth.ts") }).mend;
  expect(mend()).toContain("Install it: pnpm add of-nobody");
  writeFileSync(join(folder, "package-lock.json"), "");
  expect(mend()).toContain("Install it: npm install of-nobody");
  rmSync(root, { recursive: true });
});
