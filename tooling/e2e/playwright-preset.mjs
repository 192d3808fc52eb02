// What the end-to-end tests of every demo application have in common.
import { findChromium } from "./chromium.mjs";

const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/**
 * @param {{ command: string, port: number }} app `command` serves the built application on `port`
 * @returns {import("@playwright/test").PlaywrightTestConfig}
 */
export function preset({ command, port }) {
  const baseURL = `http://localhost:${port}`; // passkeys want localhost, not 127.0.0.1
  const isRoot = process.getuid?.() === 0;
  return {
    testDir: "e2e",
    workers: 1,
    forbidOnly: process.env.CI !== undefined,
    reporter: "line",
    use: {
      baseURL,
      trace: "retain-on-failure",
      launchOptions: {
        executablePath: findChromium(),
        args: [...quiet, ...(isRoot ? ["--no-sandbox"] : [])], // Chromium's sandbox does not start as root
      },
    },
    webServer: { command, url: baseURL, env: { PORT: String(port) }, reuseExistingServer: false, timeout: 60_000 },
  };
}
