import { defineConfig } from "@playwright/test";
import { preset } from "../../tooling/e2e/playwright-preset.mjs";
import { databaseFile } from "./e2e/database.ts";

const port = Number(process.env.E2E_PORT ?? 4310);
const base = preset({ command: "pnpm --silent migrate && pnpm --silent start", port });

export default defineConfig({
  ...base,
  webServer: {
    ...base.webServer,
    env: {
      PORT: String(port),
      BETTER_AUTH_URL: `http://localhost:${port}`,
      BETTER_AUTH_SECRET: "only-for-tests-2f9c61d07ab84e35a1c8",
      DATABASE_FILE: databaseFile,
    },
  },
});
