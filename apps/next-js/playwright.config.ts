import { defineConfig } from "@playwright/test";
import { preset } from "../../tooling/e2e/playwright-preset.mjs";
import { databaseFile, outboxFile } from "./e2e/database.ts";

const port = Number(process.env.E2E_PORT ?? 4310);

// The server under test inherits them, whatever .env says.
Object.assign(process.env, {
  BETTER_AUTH_URL: `http://localhost:${port}`,
  BETTER_AUTH_SECRET: "only-for-tests-2f9c61d07ab84e35a1c8",
  DATABASE_FILE: databaseFile,
  OUTBOX_FILE: outboxFile,
});

export default defineConfig(preset({ command: "pnpm --silent migrate && pnpm --silent start", port }), {
  timeout: 60_000, // machines that build something else meanwhile
  expect: { timeout: 15_000 },
});
