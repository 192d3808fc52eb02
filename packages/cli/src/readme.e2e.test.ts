// What the README tells a newcomer to type works: its blocks are taken out, checked by the compiler and run.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { entriesOf } from "../../../tooling/build/entries.mjs";
import { type Files, type Installation, installPackages, type Project } from "../test-support/built-packages";
import { tablesOf } from "../test-support/sqlite-file";
import { commands } from "./commands";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const readme = readFileSync(join(repository, "README.md"), "utf8");
const packages = ["core", "client", "react", "next-js", "plugins", "better-auth", "cli"];

/** The blocks of TypeScript with the files that they are said to be. */
const blocks: Files = Object.fromEntries(
  [...readme.matchAll(/ in `([^`\n]+\.tsx?)`[^`]*?:\n\n```tsx?\n(.*?)```/gs)].map(([, path, text]) => [path, text]),
);

const config = JSON.stringify({
  compilerOptions: {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom", "dom.iterable"],
    jsx: "react-jsx",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths: { "@/*": ["./*"] },
  },
});

// Every test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let installation: Installation;
let project: Project;
beforeAll(async () => {
  installation = await installPackages(packages, {
    next: "packages/next-js",
    react: "packages/react",
    "@types/react": "packages/react",
    "@types/node": ".",
  });
  project = installation.project({ "package.json": '{ "type": "module" }', "tsconfig.json": config, ...blocks });
}, 60_000);
afterAll(() => installation?.remove());

/** What the compiler says of a file of the project; names of our packages lead to their sources. */
function complaintsAbout(paths: readonly string[]): string[] {
  const { options } = ts.parseJsonConfigFileContent(JSON.parse(config), ts.sys, project.folder);
  for (const name of packages) {
    for (const { specifier, source } of entriesOf(join(repository, "packages", name))) {
      if (specifier !== undefined) options.paths = { ...options.paths, [specifier]: [source] };
    }
  }
  const program = ts.createProgram(
    paths.map((path) => join(project.folder, path)),
    options,
  );
  return paths.flatMap((path) => {
    const file = program.getSourceFile(join(project.folder, path));
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

describe("the five minutes of the README", () => {
  it("name a file for each block", () => {
    expect(readme.match(/```tsx?\n/g)).toHaveLength(Object.keys(blocks).length);
    expect(Object.keys(blocks)).toEqual([
      "lib/auth.ts",
      "app/api/auth/[...all]/route.ts",
      "lib/auth-client.ts",
      "app/page.tsx",
      "app/dashboard/page.tsx",
    ]);
  });

  it("pass the compiler, which would see a mistake", () => {
    expect(complaintsAbout(Object.keys(blocks))).toEqual([]);
    project.write({ "app/wrong.tsx": (blocks["app/page.tsx"] ?? "").replaceAll("nickname", "nickame") });
    expect(complaintsAbout(["app/wrong.tsx"]).join()).toContain("nickame");
  });

  it("migrate, sign up, read the session and sign out", async () => {
    const { code, stdout } = await project.cli(["migrate", "--yes"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("lib/auth.ts")]);
    expect(tablesOf(join(project.folder, "auth.sqlite"))).toEqual(["account", "session", "user", "verification"]);

    project.write({
      "story.ts": `
        import { GET, POST } from "./app/api/auth/[...all]/route";
        const origin = "http://localhost:3000";
        let cookie = "";
        async function call(path: string, body?: object) {
          const headers = { cookie, origin, "content-type": "application/json", "x-forwarded-for": "192.0.2.1" };
          const url = origin + "/api/auth" + path;
          const request = new Request(url, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
          const response = await (body ? POST : GET)(request);
          const lines = response.headers.getSetCookie().map((line) => line.split(";")[0]);
          if (lines.length > 0) cookie = lines.join("; ");
          return response.json();
        }
        const person = { name: "Ada", email: "ada@example.com", password: "correct horse", nickname: "newcomer" };
        await call("/sign-up/email", person);
        const before = await call("/get-session");
        await call("/sign-out", {});
        const after = await call("/get-session");
        await call("/sign-in/email", { email: person.email, password: person.password });
        const again = await call("/get-session");
        console.log(JSON.stringify({ before: before.user.nickname, after, again: again.user.email }));`,
    });
    await build({
      entryPoints: [join(project.folder, "story.ts")],
      outfile: join(project.folder, "story.js"),
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      logLevel: "silent",
    });
    const secret = (await project.cli(["secret"])).stdout.trim().split("=")[1] ?? "";
    const story = await project.node(["story.js"], {
      env: { NODE_ENV: "production", BETTER_AUTH_SECRET: secret, BETTER_AUTH_URL: "http://localhost:3000" },
    });
    expect(story.stderr).toBe("");
    expect(JSON.parse(story.stdout)).toEqual({ before: "newcomer", after: null, again: "ada@example.com" });
  });
});

describe("the documents", () => {
  const documents = ["README.md", "SECURITY.md", "docs/cli.md"];

  it.each(documents)("%s points at files and headings that are there", (document) => {
    const text = readFileSync(join(repository, document), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target]) => target as string);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      const [path, heading] = target.split("#");
      const file = path ? join(repository, document, "..", path) : join(repository, document);
      expect(existsSync(file), target).toBe(true);
      if (heading === undefined) continue;
      const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        (title as string)
          .toLowerCase()
          .replace(/[^\w\s-]/g, "")
          .replaceAll(" ", "-"),
      );
      expect(headings, target).toContain(heading);
    }
  });

  it("SECURITY.md names tests and folders that are there", () => {
    const text = readFileSync(join(repository, "SECURITY.md"), "utf8");
    const rows = text.split("\n").filter((line) => line.includes(".test.ts`"));
    expect(rows.length).toBeGreaterThan(10);
    for (const [, path] of rows.join("\n").matchAll(/`([\w/-]+(?:\/|\.test\.ts))`/g)) {
      expect(existsSync(join(repository, "packages/core/src", path as string)), path).toBe(true);
    }
  });

  it("docs/cli.md tells of every command and flag", () => {
    const text = readFileSync(join(repository, "docs/cli.md"), "utf8");
    for (const { name, flags } of commands) {
      expect(text).toContain(`## ${name}`);
      for (const flag of flags) expect(text).toContain(`--${flag.name}`);
    }
  });
});
