// Tells the story to one application, which is built already: node tooling/story/run.mjs <app> [arguments of Playwright]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "../e2e/chromium.mjs";
import { appUnderTest } from "./apps.ts";

const [name, ...args] = process.argv.slice(2);
const app = appUnderTest(name);
const isList = args.includes("--list");
const { status } = spawnSync(
  process.execPath,
  [
    fileURLToPath(import.meta.resolve("@playwright/test/cli")),
    "test",
    ...["--config", fileURLToPath(new URL("playwright.config.mjs", import.meta.url))],
    ...args,
  ],
  {
    stdio: "inherit",
    env: { ...process.env, STORY_APP: app.name, ...(isList ? {} : { CHROMIUM_PATH: await ensureChromium() }) },
  },
);
process.exitCode = status ?? 1;
