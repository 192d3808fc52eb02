import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("the client for React is at most 5,000 bytes, minified and compressed, without React", async () => {
  const clientSources = join(import.meta.dirname, "../../client/src");
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createAuthClient } from "./index"; export const client = createAuthClient();`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    external: ["react"],
    alias: {
      "@better-auth/client/binding": join(clientSources, "binding.ts"),
      "@better-auth/client": join(clientSources, "index.ts"),
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  const size = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(5000);
});
