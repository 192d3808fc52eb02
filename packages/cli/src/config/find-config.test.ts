import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Failure } from "../failure";
import { findConfig } from "./find-config";
import { enterFolder } from "./open-project";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("passes over places that nobody can look into", () => {
  symlinkSync("lib", join(folder, "lib"));
  expect(() => findConfig(folder, undefined)).toThrow(/^No configuration was found/);
  writeFileSync(join(folder, "auth.ts"), "");
  expect(findConfig(folder, undefined)).toEqual({ file: join(folder, "auth.ts"), others: [] });
});

it("says so when a name is none that a file or a folder can have", () => {
  const name = "x".repeat(300);
  expect(() => findConfig(folder, name)).toThrow(Failure);
  expect(() => enterFolder(join(folder, name))).toThrow(Failure);
});
