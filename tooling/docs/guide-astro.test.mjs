// The usages that are documented for Astro: handler, client, types of the locals, middleware, session in a page. The
// application in guide-astro/ is checked, built and visited, on the packed packages.
import { execFileSync, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installForProjects } from "./install.mjs";

const MINUTE = 60_000;
const here = import.meta.dirname;
const ada = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };

let installation;
let folder;
beforeAll(async () => {
  installation = await installForProjects();
  for (const name of ["astro", "@astrojs/node", "@astrojs/check", "typescript"]) installation.provide(name, here);
  folder = join(installation.root, "guide-astro");
  cpSync(join(here, "guide-astro"), folder, { recursive: true });
}, 2 * MINUTE);
afterAll(() => installation?.remove());

const run = (command, ...args) =>
  execFileSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", CI: "1" },
  });
const astro = (...args) => run(join(installation.root, "node_modules/astro/bin/astro.mjs"), ...args);

describe("the usages for Astro", () => {
  it("pass the compiler, in pages and scripts, too", { timeout: 2 * MINUTE }, () => {
    expect(astro("check")).toContain("- 0 errors");
  });

  it("sign in, show a page to whoever is signed in, and lead others away", { timeout: 2 * MINUTE }, async () => {
    astro("build");
    await visit(async (origin) => {
      const home = (cookie) => fetch(`${origin}/`, { headers: { cookie }, redirect: "manual" });
      const visitor = await home("");
      expect([visitor.status, visitor.headers.get("location")]).toEqual([302, "/login"]);

      const post = (path, body, cookie = "") =>
        fetch(`${origin}/api/auth${path}`, {
          method: "POST",
          headers: { origin, cookie, "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      const signedUp = await post("/sign-up/email", ada);
      expect(signedUp.status).toBe(200);
      const [cookie] = signedUp.headers.getSetCookie()[0].split(";");
      const page = await (await home(cookie)).text();
      expect(page).toContain("<h1>Ada Lovelace</h1>");
      expect(page).toMatch(/<time datetime="\d{4}-\d\d-\d\dT/);

      const session = await (await fetch(`${origin}/api/auth/get-session`, { headers: { cookie } })).json();
      expect(session.session.ipAddress).toMatch(/^(127\.0\.0\.1|0000:.*)$/);
      expect((await post("/sign-out", {}, cookie)).status).toBe(200);
      expect((await home(cookie)).status).toBe(302);
    });
  });
});

async function visit(work) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    HOST: "localhost",
    PORT: String(port),
    BETTER_AUTH_URL: origin,
    BETTER_AUTH_SECRET: "only-for-tests-9d41c7e02b6f4a58b3d1",
  };
  execFileSync(process.execPath, ["src/migrate.ts"], { cwd: folder, env });
  const server = spawn(process.execPath, ["dist/server/entry.mjs"], { cwd: folder, env, stdio: "ignore" });
  try {
    while (!(await fetch(`${origin}/api/auth/ok`).catch(() => undefined))?.ok) await sleep(100);
    await work(origin);
  } finally {
    server.kill();
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "localhost", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
