import { tanstackStart } from "@tanstack/solid-start/plugin/vite";
import { nitro } from "nitro/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const generated = ["lint", "assist", "format"].map((rule) => `// biome-ignore-all ${rule}: made by TanStack Router`);

export default defineConfig({
  plugins: [
    tanstackStart({ router: { routeTreeFileHeader: ["// @ts-nocheck", ...generated] } }),
    nitro({ preset: "node-server", output: { dir: process.env.OUTPUT ?? ".output" } }),
    solid({ ssr: true }),
  ],
});
