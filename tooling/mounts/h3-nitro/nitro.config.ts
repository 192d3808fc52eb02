import { defineConfig } from "nitro";

export default defineConfig({
  preset: "node-server",
  serverDir: "server",
  output: { dir: process.env.OUTPUT },
});
