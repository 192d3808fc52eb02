import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** Bytes of an application that makes a client: minified, brotli 11, nanostores included. */
async function sizeOf(entry: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createAuthClient } from ${JSON.stringify(entry)}; export const client = createAuthClient();`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

it("the client is at most 4,500 bytes", async () => {
  const size = await sizeOf(join(import.meta.dirname, "index.ts"));
  expect(size).toBeGreaterThan(2000);
  expect(size).toBeLessThanOrEqual(4500);
});
