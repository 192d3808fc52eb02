import { defineConfig } from "@playwright/test";
import { preset } from "../e2e/playwright-preset.mjs";

// The application is made by the test: there is no server to start before it.
const { webServer: _, ...shared } = preset({ command: "", port: 0 });

export default defineConfig(shared, {
  testDir: ".",
  timeout: 180_000, // machines that build something else meanwhile
  expect: { timeout: 30_000 }, // the development server compiles what is asked for first
});
