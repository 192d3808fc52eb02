import { solidStart } from "@solidjs/start/config";
import { nitro } from "nitro/vite";
import { defineConfig } from "vite";

export default defineConfig({
  // The overlay's own dependencies are not found in a workspace of pnpm.
  plugins: [solidStart({ devOverlay: false }), nitro({ preset: "node-server" })],
});
