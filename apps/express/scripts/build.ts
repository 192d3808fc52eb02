// Makes dist/public/: the script of the pages, and their looks. The server needs no build.
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  entryPoints: ["src/client/main.ts"],
  outfile: "dist/public/client.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
});
cpSync(fileURLToPath(import.meta.resolve("@better-auth/demo-look/look.css")), "dist/public/look.css");
