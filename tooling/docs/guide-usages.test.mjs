// The usages that are documented for installation, e-mail and password, sessions, the hook, calls from the server and the
// plugin of the first steps: same imports, same options, same calls, on the packed packages. The files are in guide-usages/.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsAbout } from "./compile.mjs";
import { execute } from "./execute.mjs";
import { installForProjects } from "./install.mjs";
import { repository } from "./pages.mjs";
import { writeProject } from "./write-project.mjs";

const MINUTE = 60_000;
const folder = join(import.meta.dirname, "guide-usages");
const paths = readdirSync(folder, { recursive: true }).filter((path) => /\.tsx?$/.test(path));
const usages = {
  page: "guide-usages",
  name: "guide-usages",
  files: Object.fromEntries(
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]),
  ),
  steps: [],
};

let installation;
beforeAll(async () => {
  installation = await installForProjects();
  installation.provide("happy-dom", repository);
  installation.provide("@tanstack/react-query", join(repository, "packages/react"));
}, 2 * MINUTE);
afterAll(() => installation?.remove());

const run = (name, steps) => {
  const project = { ...usages, name, steps: steps.map(([file, ...output]) => ({ line: 1, file, output })) };
  writeProject(installation.root, project);
  return execute(installation.root, project);
};

describe("the documented usages", () => {
  it("pass the compiler", { timeout: MINUTE }, () => {
    writeProject(installation.root, usages);
    expect(complaintsAbout(installation.root, [usages])).toEqual([]);
  });

  it("sign up, sign in and out, and read the session, by the client", { timeout: MINUTE }, async () => {
    expect(
      await run("client", [
        [
          "client-story.ts",
          "ada@example.com null",
          "Ada",
          "true null",
          "success Ada",
          "true /dashboard null",
          "ada@example.com",
          "null",
          "null 401 INVALID_EMAIL_OR_PASSWORD",
        ],
      ]),
    ).toEqual([]);
  });

  it("sign in on the server, with every documented form of the options", { timeout: MINUTE }, async () => {
    expect(
      await run("server", [["server-story.ts", "200 true", "signed in", "not signed in", "function function"]]),
    ).toEqual([]);
  });

  it("follow the session with the hook, and fetch it again by hand", { timeout: MINUTE }, async () => {
    expect(
      await run("hook", [["hook-story.tsx", "pending", "(nothing)", "Ada", "Ada L.", "again", "Ada L.", "(nothing)"]]),
    ).toEqual([]);
  });

  it("fetch the session with TanStack Query", { timeout: MINUTE }, async () => {
    expect(await run("query", [["query-story.tsx", "pending", "nobody", "Grace"]])).toEqual([]);
  });

  it("ask for a second factor, and trust the device", { timeout: MINUTE }, async () => {
    const steps = [
      { line: 1, command: "npx @better-auth/cli migrate --config two-factor/auth.ts --yes" },
      {
        line: 1,
        file: "two-factor-story.ts",
        output: [
          "otpauth: Better Auth 10",
          "true",
          "/two-factor null",
          "ada@example.com ada@example.com",
          "/sign-in string",
          "true",
          "false",
        ],
      },
    ];
    const project = { ...usages, name: "two-factor", steps };
    writeProject(installation.root, project);
    expect(await execute(installation.root, project)).toEqual([]);
  });

  it("render the hook on a server", { timeout: MINUTE }, async () => {
    expect(await run("render", [["render-story.tsx", "<p>pending</p>"]])).toEqual([]);
  });
});
