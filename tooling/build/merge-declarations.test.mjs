import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterEach, expect, it } from "vitest";
import { mergeDeclarations } from "./merge-declarations.mjs";

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Joins declarations, and reads what is left. */
function merge(files, entries) {
  const dist = mkdtempSync(join(tmpdir(), "declarations-"));
  folders.push(dist);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text);
  mergeDeclarations(dist, entries);
  const left = Object.fromEntries(readdirSync(dist).map((name) => [name, readFileSync(join(dist, name), "utf8")]));
  const program = ts.createProgram(
    Object.keys(left).map((name) => join(dist, name)),
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], noEmit: true },
  );
  const mistakes = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  return { left, mistakes, program, checker: program.getTypeChecker(), dist };
}

const files = {
  "one-AAAAAAAA.d.ts": "interface Row { a: string }\ninterface Own { row: Row }\nexport type { Own as O, Row as R };\n",
  "two-BBBBBBBB.d.ts":
    "import { R as Base } from './one-AAAAAAAA.js';\ninterface Row<T> { base: Base; next?: Row<T>; own: T }\ndeclare function make<T>(row: T): Base;\nexport { make as m };\nexport type { Row as T };\n",
  "index.d.ts":
    "import { O as Own } from './one-AAAAAAAA.js';\nexport { R as Row } from './one-AAAAAAAA.js';\nexport { m as make } from './two-BBBBBBBB.js';\nexport declare const own: Own;\n",
  "other.d.ts":
    "import { Row } from './index.js';\nimport { T as Pair } from './two-BBBBBBBB.js';\nexport declare const pair: Pair<Row>;\n",
};
const entries = ["index.d.ts", "other.d.ts"];

it("what entries share becomes one file, and entries take it from there alone", () => {
  const { left, mistakes } = merge(files, entries);
  expect(mistakes).toEqual([]);
  expect(Object.keys(left).sort()).toEqual(["index.d.ts", "other.d.ts", "shared.d.ts"]);
  expect(left["other.d.ts"]).not.toContain("./index.js");
});

it("what is published keeps its name, and types stay what they are", () => {
  const { left, program, checker, dist } = merge(files, entries);
  expect(left["shared.d.ts"]).toContain("interface Row { a: string }");
  expect(left["shared.d.ts"]).toContain("interface Row$1<T> { base: Row; next?: Row$1<T>; own: T }");
  expect(left["shared.d.ts"]).toContain("declare function make<T>(row: T): Row;");
  const other = checker.getSymbolAtLocation(program.getSourceFile(join(dist, "other.d.ts")));
  const [pair] = checker.getExportsOfModule(other);
  const type = checker.getTypeOfSymbol(pair);
  expect(checker.typeToString(checker.getTypeOfSymbol(type.getProperty("own")))).toBe("Row");
});

it("a name that would mean something else where it is used stops the build", () => {
  for (const shadow of [
    "declare function make<Row>(row: Row): Base;",
    "type make<T> = T extends { a: infer Row } ? [Row, Base] : never;",
    "type make<T> = { [Row in keyof T]: [Row, Base] };",
  ]) {
    const two = files["two-BBBBBBBB.d.ts"].replace(/declare function make.*/, shadow);
    expect(() => merge({ ...files, "two-BBBBBBBB.d.ts": two }, entries)).toThrow("Base is Row elsewhere");
  }
});

it("one chunk stays as it is", () => {
  const alone = {
    "one-AAAAAAAA.d.ts": "interface Row { a: string }\nexport type { Row as R };\n",
    "index.d.ts": "export { R as Row } from './one-AAAAAAAA.js';\n",
  };
  expect(merge(alone, ["index.d.ts"]).left).toEqual(alone);
});
