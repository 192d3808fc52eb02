import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { preset } from "../../tooling/e2e/playwright-preset.mjs";
import { databaseFile, outboxFile } from "./e2e/database.ts";
import { plainProvider, testProvider } from "./e2e/provider.ts";

const port = Number(process.env.E2E_PORT ?? 4310);
const providers = new URL("../../tooling/test-provider/", import.meta.url);

// The servers under test inherit them, whatever .env says.
Object.assign(process.env, {
  BETTER_AUTH_URL: `http://localhost:${port}`,
  BETTER_AUTH_SECRET: "only-for-tests-2f9c61d07ab84e35a1c8",
  DATABASE_FILE: databaseFile,
  OUTBOX_FILE: outboxFile,
  TEST_PROVIDER_URL: testProvider,
  GITHUB_CLIENT_ID: "only-for-tests",
  GITHUB_CLIENT_SECRET: "only-for-tests-too",
  GOOGLE_CLIENT_ID: "",
});

const application = preset({
  command: "pnpm --silent migrate && pnpm --silent start",
  port,
  env: { STAND_IN_FOR_GITHUB: plainProvider, NODE_OPTIONS: `--import ${new URL("stand-in.mjs", providers)}` },
});

/** They take a table or every mail away from the one application that all tests share. */
const alone = /(errors|screens)\.spec\.ts$/;

export default defineConfig(application, {
  timeout: 120_000, // machines that build something else meanwhile
  expect: { timeout: 30_000 },
  workers: 2,
  projects: [
    { name: "flows", testIgnore: alone },
    { name: "alone", testMatch: alone, workers: 1, dependencies: ["flows"] },
  ],
  webServer: [
    {
      command: `node ${fileURLToPath(new URL("start.mjs", providers))} http://localhost:${port}`,
      url: `${testProvider}/.well-known/openid-configuration`,
      env: { TEST_PROVIDER_PORT: new URL(testProvider).port, PLAIN_PROVIDER_PORT: new URL(plainProvider).port },
      reuseExistingServer: false,
    },
  ],
});
