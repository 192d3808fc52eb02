import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { hasTerminal, type Project, useInstalledPackages } from "../test-support/built-packages";
import { version } from "./version";

const install = useInstalledPackages(["core", "cli"]);
let project: Project;
beforeAll(() => {
  project = install({});
});

describe("the command line", () => {
  it.each([[["--help"]], [["-h"]], [[]]])("%j prints help", async (args) => {
    const { code, stdout, stderr } = await project.cli(args);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Usage: better-auth");
    expect(stdout).toMatch(/migrate .*create the tables/);
    expect(stdout).toMatch(/secret +print a random secret/);
  });

  it("prints the help of a command", async () => {
    const { code, stdout } = await project.cli(["migrate", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--config <path>");
    expect(stdout).toContain("-y, --yes");
  });

  it.each(["--version", "-v"])("%s prints the version", async (flag) => {
    expect(await project.cli([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each(["--version", "-V"])("%s after a command of a group prints the version", async (flag) => {
    expect(await project.cli(["check", "schema", flag])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it("answers an unknown command with help and a hint", async () => {
    const { code, stdout, stderr } = await project.cli(["migrat"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("unknown command 'migrat'");
    expect(stderr).toContain("Did you mean migrate?");
    expect(stderr).toContain("Usage: better-auth");
  });

  it.each([
    ["an unknown flag", ["migrate", "--confg", "x"], "Did you mean --config?"],
    ["a flag without its value", ["migrate", "--config"], "argument missing"],
    ["an argument too many", ["secret", "please"], "too many arguments"],
  ])("answers %s with help and a hint", async (_, args, hint) => {
    const { code, stderr } = await project.cli(args);
    expect(code).toBe(1);
    expect(stderr).toContain(hint);
    expect(stderr).toContain("Usage: better-auth");
  });

  it.each(["stdout", "stderr"])("does not mind a reader of %s that leaves early", async (stream) => {
    const bin = join(project.folder, "../node_modules/@better-auth/cli/dist/index.js");
    project.write({
      "reader.mjs": `
        import { spawn } from "node:child_process";
        const child = spawn(process.execPath, [${JSON.stringify(bin)}, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
        child.${stream}.destroy();
        for (const other of [child.stdout, child.stderr]) other.resume();
        child.on("close", (code) => console.log(code));`,
    });
    expect(await project.node(["reader.mjs"])).toMatchObject({ stdout: "0\n", stderr: "" });
  });

  it("is a program that npm can link", () => {
    const bin = join(project.folder, "../node_modules/@better-auth/cli/dist/index.js");
    expect(readFileSync(bin, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe("secret", () => {
  it("prints the line for .env and nothing else into a pipe, another one each time", async () => {
    const outcomes = await Promise.all([project.cli(["secret"]), project.cli(["secret"])]);
    for (const { code, stdout, stderr } of outcomes) {
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^BETTER_AUTH_SECRET=[0-9a-f]{64}\n$/);
    }
    expect(outcomes[0]?.stdout).not.toBe(outcomes[1]?.stdout);
  });

  it.each([
    ["A=1", "A=1\n"],
    ["A=1\n", "A=1\n"],
    ["", ""],
  ])("is a line of its own when it is appended to a file that says %j", async (text, before) => {
    const bin = join(project.folder, "../node_modules/@better-auth/cli/dist/index.js");
    project.write({
      ".env": text,
      "append.mjs": `
        import { spawnSync } from "node:child_process";
        import { openSync } from "node:fs";
        spawnSync(process.execPath, [${JSON.stringify(bin)}, "secret"], { stdio: ["ignore", openSync(".env", "a"), "inherit"] });`,
    });
    expect(await project.node(["append.mjs"])).toMatchObject({ code: 0, stderr: "" });
    const read = readFileSync(join(project.folder, ".env"), "utf8");
    expect(read).toMatch(/BETTER_AUTH_SECRET=[0-9a-f]{64}\n$/);
    expect(read.replace(/BETTER_AUTH_SECRET=.*\n$/, "")).toBe(before);
  });

  it.runIf(hasTerminal)("says in a terminal what to do with it", async () => {
    const { code, stdout } = await project.cli(["secret"], { answer: { to: "never", keys: "" } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Put this line into \.env.*\n\n {2}BETTER_AUTH_SECRET=[0-9a-f]{64}\n/s);
  });
});
