// The way of somebody new, with the packages as they would be published: an empty application, `init`, `migrate`, the
// development server, and a person who signs up.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { writeEmptyApplication, writeFirstPage } from "./application.mjs";
import { freePort, run, start } from "./processes.mjs";
import { startRegistry } from "./registry.mjs";

let folder;
let registry;
let server;

test.beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "better-auth-newcomer-")));
  registry = await startRegistry(folder);
});
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
test.afterEach(async ({}, { status, expectedStatus }) => {
  await server?.stop();
  if (status !== expectedStatus) console.error(server?.written() ?? "The server was not started.");
  await registry?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a newcomer runs init and migrate in an empty Next.js application, signs up, and is still signed in after a reload", async ({
  page,
}) => {
  const app = join(folder, "app");
  writeEmptyApplication(app, registry.url);
  // Nothing that is published under these names later may be found in place of what is kept from here.
  const pnpm = (...args) => run(app, "pnpm", args, { XDG_CACHE_HOME: join(folder, "cache") });
  await pnpm("install");

  const init = await pnpm("dlx", "@better-auth/cli", "init", "--yes", "--framework", "next");
  expect(init).toContain("pnpm add better-auth");
  expect(JSON.parse(readFileSync(join(app, "package.json"), "utf8")).dependencies).toHaveProperty("better-auth");
  const migrate = await pnpm("dlx", "@better-auth/cli", "migrate", "--yes");
  expect(migrate).toContain("added 4 tables");

  writeFirstPage(app);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  server = start(app, "pnpm", ["dev", "--port", String(port)], { BETTER_AUTH_URL: url });
  await expect(async () => expect((await fetch(`${url}/api/auth/ok`)).status).toBe(200)).toPass({ timeout: 60_000 });

  await page.goto(url);
  await page.getByPlaceholder("Name").fill("Ada Lovelace");
  await page.getByPlaceholder("E-mail").fill("ada@example.com");
  await page.getByPlaceholder("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Hello Ada Lovelace")).toBeVisible();

  await page.reload();
  await expect(page.getByText("Hello Ada Lovelace")).toBeVisible();

  // What was written passes the application's own compiler.
  await pnpm("exec", "tsc", "--noEmit");
});
