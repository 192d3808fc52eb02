// The plugin that docs/plugins/your-first-plugin.md shows: its own tests pass, and it is built, published and used as the
// page says, on the packed packages.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBlocks } from "./blocks.mjs";
import { complaintsAbout } from "./compile.mjs";
import { execute } from "./execute.mjs";
import { installForProjects } from "./install.mjs";
import { repository } from "./pages.mjs";
import { writeProject } from "./write-project.mjs";

const MINUTE = 60_000;
const page = "docs/plugins/your-first-plugin.md";
const titled = readBlocks(page, readFileSync(join(repository, page), "utf8")).filter(
  ({ title }) => title !== undefined,
);
const fileOf = Object.fromEntries(titled.map(({ title, code }) => [title, code]));
const sources = Object.entries(fileOf).filter(([path]) => path.startsWith("src/"));

/** The files lie beside this one for as long as they are loaded, so that they import what our tests import. */
const folder = mkdtempSync(join(import.meta.dirname, ".first-plugin-"));
try {
  mkdirSync(join(folder, "src"));
  for (const [path, code] of sources) writeFileSync(join(folder, path), code);
  await import(join(folder, "src/loyalty.test.ts"));
} finally {
  rmSync(folder, { recursive: true });
}

describe("the plugin as a package", () => {
  let installation;
  beforeAll(async () => {
    installation = await installForProjects();
  }, 2 * MINUTE);
  afterAll(() => installation?.remove());

  it("is built, and used by its name on both sides", { timeout: 2 * MINUTE }, async () => {
    const { root } = installation;
    const home = writeProject(root, {
      name: "better-auth-loyalty",
      files: {
        ...Object.fromEntries(sources),
        "package.json": fileOf["package.json"],
        "tsconfig.json": fileOf["tsconfig.json"],
      },
    });
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript")), "tsc.js");
    execFileSync(process.execPath, [tsc], { cwd: home, stdio: "pipe" });
    symlinkSync(home, join(root, "node_modules/better-auth-loyalty"), "junction");

    const story = {
      page,
      name: "uses-loyalty",
      files: { "auth.ts": authFile, "story.ts": storyFile },
      steps: [
        { line: 1, file: "story.ts", output: ["silver 10", "400 NOT_ENOUGH_POINTS", "7 null", "10 { points: 7 }"] },
      ],
    };
    writeProject(root, story);
    expect(complaintsAbout(root, [story])).toEqual([]);
    expect(await execute(root, story)).toEqual([]);
  });
});

const authFile = `import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { loyalty } from "better-auth-loyalty";

export const auth = betterAuth({
  baseURL: "http://localhost:3000",
  secret: "a secret of at least thirty-two characters",
  database: new DatabaseSync(":memory:"),
  emailAndPassword: { enabled: true },
  plugins: [loyalty()],
});
`;

const storyFile = `import { createAuthClient } from "better-auth/client";
import { loyaltyClient } from "better-auth-loyalty/client";
import { auth } from "./auth";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>() => undefined as unknown as T;

(globalThis as { window?: unknown }).window = globalThis; // stores fetch in browsers only
let cookie = "";
const client = createAuthClient({
  baseURL: "http://localhost:3000",
  plugins: [loyaltyClient()],
  fetchOptions: {
    headers: { origin: "http://localhost:3000" },
    customFetchImpl: (input, init) => auth.handler(new Request(input, init)),
    onRequest: ({ headers }) => headers.set("cookie", cookie),
    onResponse({ response }) {
      const lines = response.headers.getSetCookie();
      if (lines.length > 0) cookie = lines.map((line) => line.split(";")[0]).join("; ");
    },
  },
});

await client.signUp.email({ name: "Ada", email: "ada@example.com", password: "correct horse" });
const { data } = await client.getSession();
isTrue<Equal<NonNullable<typeof data>["user"]["tier"], "silver" | "gold">>();
const points = await client.loyalty.points();
isTrue<Equal<typeof points.data, { points: number } | null>>();
console.log(data?.user.tier, points.data?.points);

const seen: unknown[] = [];
const stop = client.useLoyaltyPoints.subscribe(({ data }) => seen.push(data?.points));
await new Promise((resolve) => setTimeout(resolve, 100));
const refused = await client.loyalty.redeem({ points: 11 });
isTrue<"NOT_ENOUGH_POINTS" extends keyof typeof client.$ERROR_CODES ? true : false>();
console.log(refused.error?.status, refused.error?.code);
const redeemed = await client.loyalty.redeem({ points: 3 });
console.log(redeemed.data?.points, redeemed.error);
// @ts-expect-error: a number
void (() => client.loyalty.redeem({ points: "3" }));
// @ts-expect-error: only the server can give
void (() => client.loyalty.give);
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(seen.find((one) => one !== undefined), client.useLoyaltyPoints.get().data);
stop();
`;
