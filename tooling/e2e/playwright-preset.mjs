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
 * @param {{ command: string, cwd?: string, port: number, env?: Record<string, string> }} app `command` serves the built
 * application on `port`, in the folder `cwd` (where the configuration is, unless it is given); `env` is for it alone
 * @returns {import("@playwright/test").PlaywrightTestConfig}
 */
export function preset({ command, cwd, port, env }) {
  const baseURL = `http://localhost:${port}`; // passkeys want localhost, not 127.0.0.1
  const isRoot = process.getuid?.() === 0;
  return {
    testDir: "e2e",
    workers: 1,
    forbidOnly: process.env.CI !== undefined,
    reporter: "line",
    use: {
      baseURL,
      trace: "off", // takes a third of the time; `--trace retain-on-failure` asks for it
      screenshot: "only-on-failure",
      launchOptions: {
        executablePath: findChromium(),
        args: [...quiet, ...(isRoot ? ["--no-sandbox"] : [])], // Chromium's sandbox does not start as root
      },
    },
    webServer: {
      command,
      ...(cwd && { cwd }),
      url: baseURL,
      env: { PORT: String(port), ...env },
      reuseExistingServer: false,
      timeout: 60_000,
    },
  };
}
