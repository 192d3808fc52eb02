import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileOf, isSameModule, looksLikeSchema, schemaAmong } from "./generated-schema";

describe("an import of the schema", () => {
  it.each(["./auth-schema", "../db/auth-schema.js", "@/db/auth-schema", "auth-schema.ts"])(
    "is told by its name: %s",
    (specifier) => expect(looksLikeSchema(specifier)).toBe(true),
  );

  it.each(["./schema", "./auth-schemas", "auth-schema/other", "./my-auth-schema"])("is not %s", (specifier) => {
    expect(looksLikeSchema(specifier)).toBe(false);
  });

  it.each([
    ["/app/auth-schema", "/app/auth.ts", "/app/auth-schema.ts"],
    ["/app/auth-schema.js", "/app/auth.ts", "/app/auth-schema.ts"],
    ["/app/auth-schema.mjs", "/app/auth.mts", "/app/auth-schema.mts"],
    ["/app/auth-schema.ts", "/app/auth.ts", "/app/auth-schema.ts"],
    ["/app/auth-schema", "/app/auth.js", "/app/auth-schema.js"],
    ["/app/auth-schema.js", "/app/auth.mjs", "/app/auth-schema.js"],
  ])("of %s in %s means %s", (path, importer, file) => {
    expect(fileOf({ specifier: "./auth-schema", importer, path })).toBe(file);
  });

  it("that does not tell where it leads means no file", () => {
    expect(fileOf({ specifier: "#db/auth-schema", importer: "/app/auth.ts" })).toBeUndefined();
  });

  it("names the same module with and without an extension", () => {
    expect(isSameModule("/app/db/schema.js", "/app/db/schema.ts")).toBe(true);
    expect(isSameModule("/app/db/schema", "/app/db/schema.ts")).toBe(true);
    expect(isSameModule("/app/db/schema", "/app/schema")).toBe(false);
  });
});

describe("the schema of a configuration", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "schema-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text = "") => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  it("is among what was loaded", () => {
    const config = write("auth.ts");
    const schema = write("db/auth-schema.ts");
    const others = [write("db/index.ts"), write("node_modules/x/auth-schema.js"), write("auth-schema/index.ts")];
    expect(schemaAmong([config, schema, ...others], config)).toBe(schema);
  });

  it("is what the configuration itself imports, where modules are native", () => {
    const schema = write("db/auth-schema.js");
    expect(schemaAmong([], write("auth.js", 'import * as schema from "./db/auth-schema.js";'))).toBe(schema);
    expect(schemaAmong([], write("lib/auth.js", 'import * as schema from "../db/auth-schema";'))).toBe(schema);
  });

  it("is not known when there are two, or none", () => {
    const config = write("auth.ts");
    expect(schemaAmong([write("a/auth-schema.ts"), write("b/auth-schema.ts")], config)).toBeUndefined();
    expect(schemaAmong([], config)).toBeUndefined();
  });
});
