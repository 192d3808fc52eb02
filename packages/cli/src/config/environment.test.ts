import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadEnvironmentFiles } from "./environment";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(file: string, given: Record<string, string> = {}): Record<string, string | undefined> {
  writeFileSync(join(folder, ".env"), file);
  const environment = { ...given };
  loadEnvironmentFiles(folder, environment);
  return environment;
}

it("leaves an environment alone where there are no files", () => {
  const environment = {};
  loadEnvironmentFiles(folder, environment);
  expect(environment).toEqual({});
});

it("lets .env.local win over .env, and what is set already over both", () => {
  writeFileSync(join(folder, ".env.local"), "A=local\nB=local");
  expect(load("A=file\nC=file", { B: "given" })).toEqual({ A: "local", B: "given", C: "file" });
});

const braced = (inside: string) => `$\{${inside}}`;

it.each([
  ["another variable", "A=1\nB=$A", "1"],
  ["another variable in braces, which comes later", `B=${braced("A")}/x\nA=1`, "1/x"],
  ["one that refers to a third", "A=$C\nB=$A\nC=3", "3"],
  ["one of the process", "B=$GIVEN", "given"],
  ["a default", `B=${braced("NONE:-other")}`, "other"],
  ["nothing", "B=x$NONE", "x"],
  ["a dollar", "B='pa\\$sword'", "pa$sword"],
  ["itself, once", "B=x$B", "x"],
])("puts %s into a value", (_, file, value) => {
  expect(load(file, { GIVEN: "given" }).B).toBe(value);
});

it("reads past the mark that editors of Windows put before a text", () => {
  expect(load("\uFEFFA=1\r\nB=$A\r\n")).toEqual({ A: "1", B: "1" });
});
