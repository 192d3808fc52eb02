import { describe, expect, it } from "vitest";
import { type Files, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration } from "../../test-support/configuration";
import { version } from "../version";

const install = useInstalledPackages(["core", "better-auth", "cli"], { "better-sqlite3": "." });

const manifest = JSON.stringify({
  type: "module",
  packageManager: "pnpm@10.1.2",
  dependencies: { "better-auth": "*", "better-sqlite3": "*", next: "*", "left-pad": "*" },
});
const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": manifest, ...files });

// Each one is told from the others, and from everything else that is printed.
const secrets = ["s1-alpha", "s2-bravo", "s3-charlie", "s4-delta", "s5-echo", "s6-foxtrot", "s7-golf", "s8-hotel"];
const rich = `
  import { betterAuth } from "better-auth";
  const database = { connect() {}, end() {}, query() {}, options: { connectionString: "postgres://ada:s3-charlie@db:5432/app" } };
  console.log("loaded with s1-alpha");
  export const auth = betterAuth({
    appName: "Shop of s8-hotel",
    secret: "s1-alpha-and-more-so-that-it-is-long-enough",
    database,
    socialProviders: { github: { clientId: "public-id", clientSecret: "s2-bravo" } },
    emailVerification: { sendVerificationEmail: async () => "s4-delta" },
    plugins: [{ id: "mail", version: "1.2.3", options: { apiKey: "s5-echo", from: "shop@example.com" }, endpoints: {} }],
    advanced: { storage: "redis://default:s6-foxtrot@cache:6379?password=s7-golf" },
  });`;

describe("info", () => {
  it("prints the system, what is installed and the configuration", async () => {
    const { code, stdout, stderr } = await makeProject().cli(["info"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^CLI +${version.replaceAll(".", "\\.")}$`, "m"));
    expect(stdout).toMatch(/^Runtime +Node \d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^Packages by +pnpm 10\.1\.2$/m);
    expect(stdout).toMatch(/^Better-auth +better-auth \d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^Framework +next \(not installed\)$/m);
    expect(stdout).toMatch(/^Database +better-sqlite3 \d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^Configuration +auth\.ts$/m);
    expect(stdout).toContain('"database": "SQLite, sqlite.db"');
    expect(stdout).not.toContain("left-pad");
  });

  it.each([[["info"]], [["info", "--json"]]])("%j holds no secret of a rich configuration", async (args) => {
    const project = makeProject({ "auth.ts": rich, ".env": "MAIL_PASSWORD=s8-hotel" });
    const { code, stdout } = await project.cli(args);
    expect(code).toBe(0);
    for (const secret of secrets) expect(stdout).not.toContain(secret);
    for (const kept of [
      "Shop of [redacted]",
      "[function]",
      "PostgreSQL, app at db:5432",
      "shop@example.com",
      "1.2.3",
    ]) {
      expect(stdout).toContain(kept);
    }
  });

  it("prints JSON and nothing else, whatever the configuration prints", async () => {
    const { code, stdout } = await makeProject({ "auth.ts": rich }).cli(["info", "-j"]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(["cli", "system", "runtime", "packageManager", "packages", "config"]);
    expect(report.config.file).toBe("auth.ts");
    expect(report.config.options.socialProviders.github).toEqual({
      clientId: "[redacted]",
      clientSecret: "[redacted]",
    });
    expect(report.packages.framework).toEqual([{ name: "next", version: null }]);
  });

  it("says why the configuration cannot be loaded, without its secrets", async () => {
    const project = makeProject({
      "lib/auth.ts":
        'throw new Error("no connection to postgres://ada:s3-charlie@db with " + process.env.MAIL_PASSWORD);',
      ".env": "MAIL_PASSWORD=s8-hotel",
    });
    const { code, stdout, stderr } = await project.cli(["info"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^Configuration +lib\/auth\.ts could not be loaded: no connection to postgres:\/\/\[redacted\]@db with \[redacted\]/m,
    );
    const missing = await makeProject({}).cli(["info", "--json"]);
    expect(JSON.parse(missing.stdout).config.error).toContain("No configuration was found");
  });

  it("outlives what the configuration started and nobody waits for", async () => {
    const later = `
      Promise.reject(new Error("redis://ada:s3-charlie@cache is down"));
      setTimeout(() => { throw new Error("so is the queue"); });`;
    const { code, stdout, stderr } = await makeProject({ "auth.ts": configuration() + later }).cli(["info"]);
    expect(code).toBe(0);
    expect(stdout).toContain('"database": "SQLite, sqlite.db"');
    expect(stderr).toContain("has failed: redis://[redacted]@cache is down\n");
    expect(stderr).not.toContain("s3-charlie");
  });

  it("loads a configuration whose client is not generated yet, in the folder that --cwd names", async () => {
    const project = makeProject({
      "web/auth.ts": `import { PrismaClient } from "@/generated/prisma"; new PrismaClient();${configuration()}`,
    });
    const { code, stdout } = await project.cli(["info", "--cwd", "web", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).config.file).toBe("auth.ts");
  });

  it("says so when there is no clipboard", async () => {
    const { code, stdout, stderr } = await makeProject().cli(["info", "-c"], {
      env: { DISPLAY: "", WAYLAND_DISPLAY: "", PATH: "" },
    });
    expect(code).toBe(0);
    expect(stdout).toContain("Configuration");
    expect(stderr).toMatch(/There is no clipboard here: copy the text above by hand\.|It is in the clipboard\./);
  });
});
