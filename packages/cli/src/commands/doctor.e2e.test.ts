import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Files, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration } from "../../test-support/configuration";
import { schemaOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "node", "better-auth", "cli"], {
  "better-sqlite3": ".",
  kysely: "packages/core",
});

const SECRET = "Zt8wLr4JxQ2nVb6KcM9yHg3FsD7pTe5A";
const env = { BETTER_AUTH_SECRET: SECRET, BETTER_AUTH_URL: "https://shop.example.com", NODE_ENV: "" };

const makeProject = (options = "", files: Files = {}): Project =>
  install({ "package.json": '{ "type": "module" }', "auth.ts": configuration(options), ...files });

interface Told {
  mode: string;
  counts: Record<"well" | "weak" | "broken", number>;
  findings: { id: string; status: string; title: string; found: string; mend?: string; link?: string }[];
}
async function ask(project: Project, args: readonly string[] = [], variables: Record<string, string> = env) {
  const outcome = await project.cli(["doctor", "--json", ...args], { env: variables });
  return { ...outcome, told: JSON.parse(outcome.stdout) as Told };
}
const of = ({ findings }: Told, id: string) => findings.filter((finding) => finding.id === id);

describe("doctor", () => {
  it("says of each finding what it is, why and the mend, and exits with 1 when something is broken", async () => {
    const project = makeProject();
    const { code, stdout, stderr } = await project.cli(["doctor"], { env });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("Configuration  auth.ts");
    expect(stdout).toContain("✓ Secret: long and random enough");
    expect(stdout).toMatch(/✖ Tables: SQLite, sqlite\.db lacks 4 tables and 5 indexes: user, .*; requests .* fail\.\n/);
    expect(stdout).toContain("  → Run `npx @better-auth/cli migrate`.\n  docs/database.md#migrations");
    expect(stdout).toMatch(/1 broken, \d+ weak\.\n$/);
    expect(schemaOf(join(project.folder, "sqlite.db"))).toEqual([]);
  });

  it("exits with 0 when nothing is broken, warnings or not", async () => {
    const project = makeProject("emailAndPassword: { enabled: true }");
    await project.cli(["migrate", "--yes"], { env });
    const { code, told } = await ask(project);
    expect(told.counts.broken).toBe(0);
    expect(told.counts.weak).toBeGreaterThan(0);
    expect([code, told.mode]).toEqual([0, "development"]);
    expect(of(told, "tables")).toMatchObject([{ status: "well", found: expect.stringContaining("sqlite.db") }]);
  });

  it("judges as in production when told to, whatever NODE_ENV says", async () => {
    const project = makeProject("advanced: { disableCSRFCheck: true }, baseURL: 'http://localhost:3000'");
    await project.cli(["migrate", "--yes"], { env });
    expect((await ask(project)).told.counts.broken).toBe(0);
    const { code, told } = await ask(project, ["--production"]);
    expect([code, told.mode]).toEqual([1, "production"]);
    expect(of(told, "weakened-defences")).toMatchObject([{ status: "broken", found: "advanced.disableCSRFCheck" }]);
    expect(of(told, "base-url")[0]).toMatchObject({ status: "broken" });
  });

  it("tells of a configuration that does not load as its first finding", async () => {
    const project = makeProject("session: { expiresIn: 'long' }");
    const { code, told } = await ask(project);
    expect(code).toBe(1);
    expect(told.findings).toMatchObject([
      { id: "configuration", status: "broken", found: expect.stringContaining("session.expiresIn") },
    ]);
  });

  it("prints JSON and nothing else, whatever the configuration prints", async () => {
    const project = install({ "auth.ts": `console.log("hello");${configuration()}` });
    const { told, stderr } = await ask(project);
    expect(told.findings.length).toBeGreaterThan(5);
    expect(stderr).toContain("hello");
  });

  it("prints no secret", async () => {
    const project = makeProject(
      `secrets: [{ version: 2, value: "short-new-secret" }, { version: 1, value: "${SECRET}" }],
       trustedOrigins: ["https://*", "http://leak-${SECRET}.example.com"],
       secondaryStorage: {
         get() { throw new Error("redis://u:hunter2-pass@host refused ${SECRET}"); },
         set() {}, delete() {}, getAndDelete() {}, increment() { return 1; },
       }`,
    );
    for (const args of [[], ["--json"], ["--production"]]) {
      const { stdout, stderr } = await project.cli(["doctor", ...args], {
        env: { ...env, DATABASE_URL: "pg://u:hunter2-pass@h/d" },
      });
      expect(stdout).toContain("https://*");
      expect(stdout).toMatch(/it failed: /);
      for (const hidden of ["short-new-secret", SECRET, "hunter2-pass"]) expect(stdout + stderr).not.toContain(hidden);
    }
  });

  it("refuses an address that is none", async () => {
    const { code, stderr } = await makeProject().cli(["doctor", "--url", "ftp://example.com"], { env });
    expect(code).toBe(1);
    expect(stderr).toContain("--url: expected the address of a server");
  });
});

describe("doctor --url", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** Serves the project's own handler behind a proxy that sets a header, in a process of its own. */
  async function serve(project: Project, variables: { PORT: string }, setHeader: string): Promise<void> {
    project.write({
      "serve.mjs": `
        import { createServer } from "node:http";
        import { createJiti } from "jiti";
        import { toNodeHandler } from "@better-auth/node";
        const { auth } = await createJiti(import.meta.url).import("./auth.ts");
        const handler = toNodeHandler(auth);
        createServer((request, response) => {
          if (request.url === "/stop") return process.exit();
          const { headers } = request;
          ${setHeader}
          request.rawHeaders = Object.entries(headers).flat();
          return handler(request, response);
        }).listen(Number(process.env.PORT), "127.0.0.1");`,
    });
    const ended = project.node(["serve.mjs"], { env: variables });
    const origin = `http://127.0.0.1:${variables.PORT}`;
    stops.push(() => fetch(`${origin}/stop`).catch(() => ended));
    await vi.waitFor(() => fetch(origin), { timeout: 20_000, interval: 100 });
  }

  async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    return port;
  }

  it("asks a running server, and finds it well, and limited", async () => {
    const port = await freePort();
    const own = { ...env, BETTER_AUTH_URL: `http://127.0.0.1:${port}`, PORT: String(port) };
    const project = makeProject(
      'emailAndPassword: { enabled: true }, rateLimit: { enabled: true }, advanced: { ipAddress: { ipAddressHeaders: ["x-real-ip"] } }',
    );
    await project.cli(["migrate", "--yes"], { env: own });
    await serve(project, own, 'headers["x-real-ip"] = "203.0.113.5";');
    const { told } = await ask(project, ["--url", `http://127.0.0.1:${port}`], own);
    expect(of(told, "server")).toMatchObject([{ status: "well" }]);
    expect(of(told, "clock")).toMatchObject([{ status: "well" }]);
    expect(of(told, "server-limit")).toMatchObject([
      { status: "well", found: expect.stringContaining("holds after 3") },
    ]);
  });

  it("finds a limit that a forged header passes, and a server that believes to be elsewhere", async () => {
    const port = await freePort();
    const own = { ...env, PORT: String(port) };
    const project = makeProject(
      `emailAndPassword: { enabled: true }, rateLimit: { enabled: true }, trustedOrigins: ["http://127.0.0.1:${port}"]`,
    );
    await project.cli(["migrate", "--yes"], { env: own });
    await serve(project, own, 'headers["x-forwarded-for"] ??= "203.0.113.5";');
    const { code, told } = await ask(project, ["--url", `http://127.0.0.1:${port}`], own);
    expect(code).toBe(1);
    expect(of(told, "server")).toMatchObject([
      { status: "broken", found: expect.stringContaining("believes to be at https://shop.example.com") },
    ]);
    expect(of(told, "server-limit")).toMatchObject([{ status: "broken", found: expect.stringContaining("forged") }]);
  });

  it("finds a page of the application where the handler should be, and a clock that is wrong", async () => {
    // The header counts whole seconds, and the question takes some of one: the clock of this machine stands still.
    const at = Math.floor(Date.now() / 1000) * 1000;
    const project = makeProject("", { "still.mjs": `Date.now = () => ${at + 500};` });
    const still = { ...env, NODE_OPTIONS: `--import=${pathToFileURL(join(project.folder, "still.mjs"))}` };
    const server = createServer((_request, response) => {
      response.setHeader("content-type", "text/html").setHeader("date", new Date(at - 90_000).toUTCString());
      response.writeHead(404).end("<h1>Not found</h1>");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { told } = await ask(project, ["--url", `http://127.0.0.1:${port}`], still);
    server.close();
    expect(of(told, "server")).toMatchObject([
      { status: "broken", found: expect.stringMatching(/\/api\/auth\/ok answers 404 with a page/) },
    ]);
    expect(of(told, "clock")).toMatchObject([
      { status: "broken", found: expect.stringContaining("90 seconds behind") },
    ]);
  });

  it.each(["http://", ""])("says when nobody answers at %j and an address of this machine", async (scheme) => {
    const address = `127.0.0.1:${await freePort()}`;
    const { told } = await ask(makeProject(), ["--url", scheme + address]);
    expect(of(told, "server")).toMatchObject([
      { status: "broken", found: expect.stringContaining(`http://${address} does not answer`) },
    ]);
  });
});
