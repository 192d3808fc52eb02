import { defineConfig } from "@playwright/test";
import { preset } from "../../../tooling/e2e/playwright-preset.mjs";

const port = Number(process.env.PASSKEY_E2E_PORT ?? 4471);

export default defineConfig(preset({ command: "node server.mjs", port }), { testDir: "." });
