import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkFloors } from "./floors.mjs";

const roots = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Builds a small repository and gives the rules it breaks, as "file:line rule". */
function check(files) {
  const root = mkdtempSync(join(tmpdir(), "floors-"));
  roots.push(root);
  for (const [path, content] of Object.entries({ ...manifests, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return checkFloors(root).map(({ file, line, rule }) => `${file.replace("packages/", "")}:${line} ${rule}`);
}

const manifests = {
  "packages/core/package.json": {
    name: "@better-auth/core",
    exports: { ".": "./dist/index.js", "./types": "./dist/types/index.js", "./api": "./dist/api.js" },
    imports: { "#hashing": { node: "./dist/crypto/hashing-node.js", default: "./dist/crypto/hashing-web.js" } },
  },
  "packages/client/package.json": { name: "@better-auth/client", exports: { ".": "./dist/index.js" } },
  "packages/react/package.json": { name: "@better-auth/react", exports: { ".": "./dist/index.js" } },
  "packages/plugins/package.json": { name: "@better-auth/plugins", exports: { ".": "./dist/index.js" } },
  "packages/better-auth/package.json": { name: "better-auth", exports: { ".": "./dist/index.js" } },
  "compat/auth/package.json": { name: "auth" },
};

const inCore = (files) =>
  check(Object.fromEntries(Object.entries(files).map(([path, text]) => [`packages/core/src/${path}`, text])));

test("a house in order has nothing to mend", () => {
  expect(
    check({
      "packages/core/src/types/a.ts": 'import type { B } from "./b";\nexport interface A { b?: B }',
      "packages/core/src/types/b.ts": 'import type { A } from "./a";\nexport interface B { a?: A }',
      "packages/core/src/crypto/sign.ts": 'import { hmac } from "#hashing";\nimport type { A } from "../types/a";',
      "packages/core/src/crypto/hashing-web.ts": "export const hmac = 1;",
      "packages/core/src/cookie/read.ts": 'import { sign } from "../crypto/sign";',
      "packages/core/src/session/store.ts": 'import { find } from "../user/store";',
      "packages/core/src/user/store.ts": "export const find = 1;",
      "packages/core/src/account/store.ts": 'import "../session/store";\nimport "../user/store";',
      "packages/core/src/endpoint/run.ts": 'export const type = "application/json"; // "/sign-in" in a comment',
      "packages/core/src/routes/index.ts": 'import "./session/list";',
      "packages/core/src/routes/session/list.ts": 'import "../../session/store";',
      "packages/core/src/index.ts": 'import "./routes";',
      "packages/core/src/index.test.ts": 'import "better-auth"; import "../../client/src";',
      "packages/client/src/index.ts": 'import type { User } from "@better-auth/core/types";',
      "packages/react/src/index.ts": 'import { createClient } from "@better-auth/client";',
      "packages/plugins/src/magic-link/index.ts": 'import { createAuthEndpoint } from "@better-auth/core/api";',
      "packages/plugins/src/magic-link/client.ts": 'import { atom } from "@better-auth/client";',
      "packages/better-auth/src/index.ts":
        'export * from "@better-auth/core";\nexport type * from "@better-auth/client";',
    }),
  ).toEqual([]);
});

test.each([
  ["a static import", 'import { x } from "../routes/list";'],
  ["a type import", 'import type { X } from "../routes/list";'],
  ["a re-export", 'export * from "../routes/list";'],
  ["a dynamic import", 'export const load = () => import("../routes/list");'],
  ["an import type", 'export type X = import("../routes/list").X;'],
])("an import may not go up: %s", (_, text) => {
  expect(inCore({ "crypto/a.ts": text })).toEqual([
    "core/src/crypto/a.ts:1 crypto/ is on floor 1, routes/ on floor 8: imports go down only",
  ]);
});

test("the root of src is the top floor", () => {
  expect(inCore({ "routes/a.ts": 'import "../api";' })).toEqual([
    "core/src/routes/a.ts:1 routes/ is on floor 8, the root of src on floor 9: imports go down only",
  ]);
});

test("a package does not import itself by name", () => {
  expect(inCore({ "index.ts": 'import "@better-auth/core/types";' })).toEqual([
    "core/src/index.ts:1 a package imports its own files by their path",
  ]);
});

test("#hashing stands for the file in crypto/", () => {
  expect(inCore({ "types/a.ts": 'import "#hashing";' })).toEqual([
    "core/src/types/a.ts:1 types/ is on floor 0, crypto/ on floor 1: imports go down only",
  ]);
});

test("a folder without a floor is named once", () => {
  expect(inCore({ "utils/a.ts": "", "utils/b.ts": "" })).toEqual([
    "core/src/utils/a.ts:1 every folder of the core is in the table of floors",
  ]);
});

test("a file may not shadow a folder's index.ts", () => {
  expect(inCore({ "error.ts": "", "error/index.ts": "" })).toEqual([
    "core/src/error.ts:1 one name, one module: an import of the folder would find the file instead",
  ]);
});

test("stores know each other in one order only", () => {
  const rule = "among the stores only account → session → user";
  expect(inCore({ "user/a.ts": 'import "../session/a";' })).toEqual([`core/src/user/a.ts:1 ${rule}`]);
  expect(inCore({ "session/a.ts": '\nimport "../account/a";' })).toEqual([`core/src/session/a.ts:2 ${rule}`]);
  expect(inCore({ "verification/a.ts": 'import "../user/a";' })).toEqual([`core/src/verification/a.ts:1 ${rule}`]);
});

test("routes import nothing of each other, but may share what is no route within a subject", () => {
  const rule =
    "routes import nothing of each other; what routes of one subject share stands beside them and is no route";
  const route = 'import { createAuthEndpoint } from "../../endpoint/create-endpoint";';
  const found = inCore({
    "routes/session/list.ts": `${route}\nimport "./revoke";\nimport "./schemas";\nimport "../user/schemas";`,
    "routes/session/revoke.ts": route,
    "routes/session/schemas.ts": "",
    "routes/user/schemas.ts": "",
  });
  expect(found).toEqual([2, 4].map((line) => `core/src/routes/session/list.ts:${line} ${rule}`));
});

test("files may not form a circle, types included", () => {
  expect(
    inCore({ "url/a.ts": 'import "./b";', "url/b.ts": 'import "./c";', "url/c.ts": 'import type {} from "./a";' }),
  ).toEqual(["core/src/url/a.ts:1 files that import each other are one subject, or hide a third"]);
});

test("folders of a floor may not form a circle, even through different files", () => {
  expect(
    inCore({
      "url/a.ts": 'import "../error/a";',
      "error/a.ts": "",
      "error/b.ts": 'import "../url/b";',
      "url/b.ts": "",
    }),
  ).toEqual(["core/src/error/b.ts:1 folders of one floor do not need each other both ways"]);
});

test("endpoint/ holds no path", () => {
  const rule = "endpoint/ knows no path: the pipeline is the same for every route";
  expect(inCore({ "endpoint/a.ts": 'const a = "/sign-in";' })).toEqual([`core/src/endpoint/a.ts:1 ${rule}`]);
  expect(inCore({ "endpoint/a.ts": `const a = \`/sign-in/\${1}\`;` })).toEqual([`core/src/endpoint/a.ts:1 ${rule}`]);
  expect(inCore({ "endpoint/a.ts": 'const a = "/"; const b = "//"; const c = "*/*";' })).toEqual([]);
});

test("no package imports the umbrella or compat/", () => {
  expect(check({ "packages/react/src/a.ts": 'import "better-auth/react";' })).toEqual([
    "react/src/a.ts:1 no package imports the umbrella",
  ]);
  expect(check({ "packages/plugins/src/a.ts": 'import "auth/api";' })).toEqual([
    "plugins/src/a.ts:1 nothing imports compat/",
  ]);
  expect(check({ "packages/plugins/src/a.ts": 'import "../../../compat/auth/src";' })).toEqual([
    "plugins/src/a.ts:1 a relative import stays within its package",
  ]);
});

test("the umbrella only re-exports its siblings", () => {
  const rule = "the umbrella re-exports its siblings and nothing else";
  const found = check({ "packages/better-auth/src/index.ts": 'export * from "zod";\nexport const a = 1;\nexport {};' });
  expect(found).toEqual([1, 2, 3].map((line) => `better-auth/src/index.ts:${line} ${rule}`));
});

test("the client takes only types, and only from the types of the core", () => {
  expect(check({ "packages/client/src/a.ts": 'import { a } from "@better-auth/core/types";' })).toEqual([
    "client/src/a.ts:1 @better-auth/core/types holds types only",
  ]);
  expect(check({ "packages/client/src/a.ts": 'import type { A } from "@better-auth/core";' })).toEqual([
    "client/src/a.ts:1 the client imports nothing of the core at run time",
  ]);
});

test("each half of a plugin imports its own side", () => {
  expect(check({ "packages/plugins/src/magic-link/client.ts": 'import "@better-auth/core/api";' })).toEqual([
    "plugins/src/magic-link/client.ts:1 what runs in a browser imports the client",
  ]);
  expect(check({ "packages/plugins/src/magic-link/index.ts": 'import "@better-auth/client";' })).toEqual([
    "plugins/src/magic-link/index.ts:1 what runs on the server imports the core",
  ]);
});

test("both halves of a plugin have its error codes, and the client half nothing behind which the core stands", () => {
  const codes = {
    "packages/plugins/src/a/error-codes.ts":
      'import { defineErrorCodes } from "@better-auth/core/utils/error-codes";\nimport type { X } from "./rules";',
    "packages/plugins/src/a/rules.ts": 'import "@better-auth/core/error";',
    "packages/plugins/src/a/client.ts": 'import "./error-codes";\nimport type { Rules } from "./rules";',
    "packages/plugins/src/a/index.ts": 'import "./error-codes";\nimport "./rules";',
  };
  expect(check(codes)).toEqual([]);
  const both = "packages/plugins/src/a/both.ts";
  expect(
    check({ ...codes, [both]: 'export * from "./rules";', "packages/plugins/src/a/client.ts": 'import "./both";' }),
  ).toEqual([
    "plugins/src/a/client.ts:1 what runs in a browser imports the client; packages/plugins/src/a/rules.ts imports the core",
  ]);
  expect(check({ "packages/client/src/a.ts": 'import "@better-auth/core/utils/error-codes";' })).toEqual([
    "client/src/a.ts:1 the client imports nothing of the core at run time",
  ]);
});

test("a package without a place in the arrows is named", () => {
  expect(
    check({
      "packages/unplaced/package.json": { name: "@better-auth/unplaced" },
      "packages/unplaced/src/a.ts": 'import "@better-auth/client";',
    }),
  ).toEqual(["unplaced/src/a.ts:1 every package has its place in the arrows"]);
});

test("what has an owner is imported by the owner only", () => {
  const files = {
    "session/create-session.ts": "export const createSession = 1;",
    "sign-in/issue-session.ts": 'import { createSession } from "../session/create-session";',
  };
  expect(inCore(files)).toEqual([]);
  const bypassed = inCore({
    ...files,
    "routes/session/sign-in.ts": 'import { createSession } from "../../session/create-session";',
  });
  expect(bypassed).toHaveLength(1);
  expect(bypassed[0]).toMatch(
    /^core\/src\/routes\/session\/sign-in\.ts:1 session\/create-session\.ts belongs to sign-in\//,
  );
});

test("secrets are not compared with an operator that ends at the first difference (advisory 48)", () => {
  const rule = "secrets are compared in a time that tells nothing of them";
  const found = inCore({
    "user/a.ts": [
      "ctx.body.token === row.token;",
      "stored !== ctx.query.accessToken;",
      'parts["signature"] == given;',
      "given != (await sign(x)).hash;",
      "(await secret) === given;",
      "given === (password as string);",
      "given === code_verifier!;",
    ].join("\n"),
  });
  expect(found).toEqual([1, 2, 3, 4, 5, 6, 7].map((line) => `core/src/user/a.ts:${line} ${rule}`));
});

test("what is no secret may be compared", () => {
  const lines = [
    "token === null; token !== undefined; row.token !== token; ctx.body.token === undefined;",
    'typeof secret === "string"; secret === ""; signature.length !== 44; otp === -1;',
    "secret === DEVELOPMENT_SECRET; tokenType === given; hashed === given; row.id === given;",
  ];
  expect(inCore({ "user/a.ts": lines.join("\n"), "test-support/a.ts": "given === row.hash;" })).toEqual([]);
});

test("an APIError without a code or a message is found (every one has both)", () => {
  const rule = "every APIError has a code and a message";
  expect(
    inCore({
      "guard/a.ts": [
        'new APIError("FORBIDDEN");',
        'new APIError("FORBIDDEN", { message: "No" });',
        'new APIError("FORBIDDEN", { code: "NO" });',
        'new APIError("FORBIDDEN", { code: "NO", message: "No" });',
        'new APIError("FOUND", undefined, [["location", url]]);',
        "new APIError(status, body);",
        "new APIError(status, { ...error, cause });",
      ].join("\n"),
    }),
  ).toEqual([`core/src/guard/a.ts:1 ${rule}`, `core/src/guard/a.ts:2 ${rule}`, `core/src/guard/a.ts:3 ${rule}`]);
});
