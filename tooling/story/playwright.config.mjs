import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { preset } from "../e2e/playwright-preset.mjs";
import { appUnderTest } from "./apps.ts";

const app = appUnderTest();

// Read in each worker as well: the first process makes the folder, the others inherit its name.
if (process.env.STORY_FOLDER === undefined) {
  const folder = mkdtempSync(join(tmpdir(), `better-auth-story-${app.name}-`));
  process.env.STORY_FOLDER = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
const folder = process.env.STORY_FOLDER;

const application = preset({
  command: "pnpm --silent migrate && pnpm --silent start",
  cwd: fileURLToPath(new URL(`../../apps/${app.name}/`, import.meta.url)),
  port: app.port,
  env: {
    NODE_ENV: "production",
    BETTER_AUTH_URL: `http://localhost:${app.port}`,
    BETTER_AUTH_SECRET: "only-for-tests-9d41c7e02b6f4a58b3d1",
    DATABASE_FILE: join(folder, "auth.sqlite"),
    OUTBOX_FILE: join(folder, "outbox.jsonl"), // next-js writes mails
  },
});

const exactly = (title) => new RegExp(`${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);

export default defineConfig(application, {
  testDir: import.meta.dirname,
  testMatch: "*.spec.ts", // story.test.mjs is for vitest
  outputDir: join(import.meta.dirname, "test-results", app.name),
  workers: 3, // half of a story is waiting
  fullyParallel: true,
  timeout: 120_000, // machines that build something else meanwhile
  expect: { timeout: 30_000 },
  grepInvert: Object.keys(app.without ?? {}).map(exactly),
});
