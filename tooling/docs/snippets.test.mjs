// What the documentation shows is code: it passes the compiler, runs, and prints what it says, with the packages as they
// are published. README.md here says how a block is marked.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inParallel } from "../packed/in-parallel.mjs";
import { readBlocks } from "./blocks.mjs";
import { complaintsAbout } from "./compile.mjs";
import { execute } from "./execute.mjs";
import { installForProjects } from "./install.mjs";
import { readPages, repository } from "./pages.mjs";
import { projectsOf } from "./projects.mjs";
import { writeProject } from "./write-project.mjs";

const MINUTE = 60_000;
const pages = readPages().map(({ page, text }) => ({ page, blocks: readBlocks(page, text) }));
const projects = pages.flatMap(({ page, blocks }) => projectsOf(page, blocks));

let installation;
beforeAll(async () => {
  installation = await installForProjects();
  for (const project of projects) writeProject(installation.root, project);
}, 2 * MINUTE);
afterAll(() => installation?.remove());

describe("the code of the pages", () => {
  it("passes the compiler", { timeout: 2 * MINUTE }, () => {
    expect(projects.flatMap(({ files }) => Object.keys(files)).length).toBeGreaterThan(20);
    expect(complaintsAbout(installation.root, projects)).toEqual([]);
  });

  it("runs, and prints what it says", { timeout: 5 * MINUTE }, async () => {
    const executed = projects.filter(({ steps }) => steps.length > 0);
    expect(executed.length).toBeGreaterThan(5);
    const problems = await inParallel(executed, (project) => execute(installation.root, project));
    expect(problems.flat()).toEqual([]);
  });

  const excerpts = pages.flatMap(({ blocks }) => blocks.filter(({ from }) => from !== undefined));

  it.each(excerpts)("$page:$line is in $from as it is shown", ({ from, code }) => {
    expect(existsSync(join(repository, from)), from).toBe(true);
    const [first, ...rest] = code.split("\n");
    // The first line may tell readers which file it is.
    const shown = /^\/\/ \S+$/.test(first) && from.endsWith(first.slice(3)) ? rest.join("\n") : code;
    expect(readFileSync(join(repository, from), "utf8")).toContain(shown);
  });

  it("is left out for a reason only", () => {
    const skipped = pages.flatMap(({ blocks }) => blocks.filter(({ isCompiled, skip }) => isCompiled && skip));
    expect(skipped.filter(({ skip }) => skip.split(" ").length < 4)).toEqual([]);
  });
});

describe("the five minutes of the README", () => {
  it("migrate, sign up, read the session, sign out and in again", { timeout: 2 * MINUTE }, async () => {
    const [readme] = projects.filter(({ page }) => page === "README.md");
    expect(Object.keys(readme.files)).toEqual([
      "lib/auth.ts",
      "app/api/auth/[...all]/route.ts",
      "lib/auth-client.ts",
      "app/page.tsx",
      "app/dashboard/page.tsx",
    ]);
    const story = {
      ...readme,
      files: { ...readme.files, "story.ts": readFileSync(join(import.meta.dirname, "readme-story.ts"), "utf8") },
      steps: [
        { line: 1, command: "npx @better-auth/cli migrate --yes" },
        { line: 1, file: "story.ts", output: ["newcomer", "null", "ada@example.com"] },
      ],
    };
    writeProject(installation.root, story);
    expect(await execute(installation.root, story)).toEqual([]);
  });
});

describe("a mistake on a page", () => {
  const place = (text) => {
    const wrong = projectsOf("docs/wrong.md", readBlocks("docs/wrong.md", text));
    for (const project of wrong) writeProject(installation.root, project);
    return wrong;
  };
  const problemsOf = async (text) => {
    const wrong = place(text);
    return (await inParallel(wrong, (project) => execute(installation.root, project))).flat();
  };
  const block = (info, ...lines) => ["", `\`\`\`${info}`, ...lines, "```", ""].join("\n");

  it("is told with the page and the line, whether the compiler, a run or the output finds it", {
    timeout: MINUTE,
  }, async () => {
    const wrongType = block("ts", 'import { betterAuth } from "better-auth";', "betterAuth({ appName: 1 });");
    expect(complaintsAbout(installation.root, place(`# Wrong\n${wrongType}`))).toEqual([
      expect.stringMatching(/^docs\/wrong\.md:5: Type 'number' is not assignable/),
    ]);
    const throwing = block("ts run", 'console.log("before");', 'throw new Error("on purpose");');
    expect(await problemsOf(`# Wrong\n${throwing}`)).toEqual([
      expect.stringMatching(/^docs\/wrong\.md:4: ended with 1[\s\S]+on purpose[\s\S]+block-4\.ts:5/),
    ]);
    const printing = block("ts run", "console.log(1 + 1); // → 3");
    expect(await problemsOf(printing)).toEqual(["docs/wrong.md:3: says that it prints\n3\nand prints\n2"]);
    const command = block("sh run", "npx @better-auth/cli migrat");
    expect(await problemsOf(command)).toEqual([expect.stringMatching(/^docs\/wrong\.md:3: .+ ended with 1/)]);
  });

  it("in the marks of a block does not leave the block out", () => {
    expect(() => readBlocks("docs/wrong.md", block('ts titel="auth.ts"'))).toThrow("docs/wrong.md:2");
    expect(() => readBlocks("docs/wrong.md", "- x\n  ```ts\n  ```")).toThrow("docs/wrong.md:2");
    expect(() => readBlocks("docs/wrong.md", "```ts\n")).toThrow("docs/wrong.md:1");
  });
});

describe("a page", () => {
  it("may show a file again, in another state", () => {
    const text = ['```ts title="a.ts"', "1", "```", "```ts run", "2", "```", '```ts title="a.ts"', "3", "```"].join(
      "\n",
    );
    const [first, second] = projectsOf("docs/x.md", readBlocks("docs/x.md", text));
    expect(first).toMatchObject({ files: { "a.ts": "\n1\n" }, steps: [{ file: "block-5.ts" }] });
    expect(second).toMatchObject({ files: { "a.ts": "\n\n\n\n\n\n\n3\n" }, steps: [] });
    expect(Object.keys(second.files)).toEqual(["a.ts"]);
  });
});
