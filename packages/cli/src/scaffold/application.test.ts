import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../failure";
import { readApplication } from "./application";
import { databases } from "./databases";
import { next } from "./frameworks/next";
import { nextSteps } from "./next-steps";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "application-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function application(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return readApplication(folder);
}

it.each([
  ["is a folder", () => mkdirSync(join(folder, "package.json"))],
  ["leads in a circle", () => symlinkSync("package.json", join(folder, "package.json"))],
])("says that package.json cannot be read when it %s", (_, make) => {
  make();
  expect(() => readApplication(folder)).toThrow(Failure);
  expect(() => readApplication(folder)).toThrow(/^package.json cannot be read: E/);
});

describe("the handler of Next.js", () => {
  it.each([
    ["app/api/auth/[[...slug]]/route.ts", "app/api/auth/[[...slug]]/route"],
    ["app/api/auth/[...nextauth]/route.ts", "app/api/auth/[...nextauth]/route"],
    ["app/page.tsx", "app/api/auth/[...all]/route"],
    ["pages/api/auth/[...nextauth].ts", "pages/api/auth/[...nextauth]"],
    ["pages/api/auth/[[...slug]].js", "pages/api/auth/[[...slug]]"],
    ["pages/index.tsx", "pages/api/auth/[...all]"],
  ])("where there is %s is %s: beside a catch-all Next takes no other", (file, path) => {
    expect(next.mount(application({ [file]: "" }))).toMatchObject({ path });
  });
});

it("asks for no variable that .env.local has", () => {
  const app = application({ ".env.local": "\uFEFFBETTER_AUTH_SECRET=abc\r\nDATABASE_URL=postgres://db/app\r\n" });
  const database = databases.find(({ id }) => id === "postgresql") as (typeof databases)[number];
  const environment = { path: ".env", before: null, after: "BETTER_AUTH_SECRET=\n" };
  const steps = nextSteps(
    app,
    { name: "shop", framework: next, database, plugins: [], hasEmailAndPassword: true },
    {
      authPath: "auth.ts",
      files: [environment],
      packages: { packages: [], developmentPackages: [], builds: [] },
      tables: [],
      mountLines: [],
    },
    { name: "npm", agent: "npm" },
  );
  expect(steps.flat().join("\n")).not.toMatch(/SECRET|DATABASE_URL/);
});
