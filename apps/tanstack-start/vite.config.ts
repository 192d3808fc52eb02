import { tanstackStart } from "@tanstack/react-start/plugin/vite";
import react from "@vitejs/plugin-react";
import { nitro } from "nitro/vite";
import { defineConfig } from "vite";

const generated = ["lint", "assist", "format"].map((rule) => `// biome-ignore-all ${rule}: made by TanStack Router`);

export default defineConfig({
  resolve: { tsconfigPaths: true },
  plugins: [
    tanstackStart({ router: { routeTreeFileHeader: ["// @ts-nocheck", ...generated] } }),
    nitro({ preset: "node-server" }),
    react(),
  ],
});
