// The handler in workerd, which is what Cloudflare runs, with a database of D1.
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { freePort } from "./start-server.mjs";
import { tellStory } from "./story.mjs";

async function startWorker() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "servers/worker.mjs")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    external: ["node:*", "cloudflare:*"],
    logLevel: "error",
  });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let output = "";
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    port,
    modules: [{ type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text }],
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["nodejs_compat"],
    bindings: { BETTER_AUTH_URL: origin },
    d1Databases: ["DB"],
    handleRuntimeStdio(stdout, stderr) {
      for (const stream of [stdout, stderr])
        stream.on("data", (chunk) => {
          output += chunk;
        });
    },
  });
  await miniflare.ready;
  const { status } = await fetch(`${origin}/migrate`, { method: "POST" });
  if (status !== 204) throw new Error(`the tables were not made: ${status}\n${output}`);
  return { origin, output: () => output, stop: () => miniflare.dispose() };
}

tellStory("Hono in a Worker, with D1", startWorker);
