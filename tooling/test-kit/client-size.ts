import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const clientSources = join(import.meta.dirname, "../../packages/client/src");

/**
 * Bytes of an application that makes a client: minified, brotli 11, nanostores included.
 * @param folder of the sources whose index exports `createAuthClient`
 * @param external modules that do not count: those of the framework
 */
export async function clientSize(folder: string, external: string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createAuthClient } from "./index"; export const client = createAuthClient();`,
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    external,
    alias: {
      "@better-auth/client/binding": join(clientSources, "binding.ts"),
      "@better-auth/client": join(clientSources, "index.ts"),
      "#redirect-plugin": join(clientSources, "fetch/redirect-plugin.ts"),
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
