// TanStack Start with Solid: tanstack-solid/ is built and started as in production. (With React it is a demo application.)
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer } from "./start-server.mjs";
import { tellStory } from "./story.mjs";

const output = mkdtempSync(join(tmpdir(), "tanstack-solid-"));

beforeAll(async () => {
  const vite = join(import.meta.dirname, "node_modules/.bin/vite");
  await promisify(execFile)(vite, ["build"], {
    cwd: join(import.meta.dirname, "tanstack-solid"),
    env: { ...process.env, NODE_ENV: "production", OUTPUT: output },
  });
}, 120_000);

afterAll(() => rmSync(output, { recursive: true, force: true }));

async function start() {
  const server = await startServer([process.execPath, join(output, "server/index.mjs")], { HOST: "127.0.0.1" });
  // Nitro tells of every request that went away, in these words; it has answered all the same.
  return { ...server, output: () => server.output().replaceAll("unhandled: true", "") };
}

tellStory("TanStack Start with Solid", start, ({ get, cookie }) => {
  it("says in the page that comes from the server who is signed in", async () => {
    const page = async (headers) => (await get("/", headers)).text();
    expect(await page({ cookie: cookie() })).toContain("Hello, Ada");
    expect(await page({})).toContain("Nobody is signed in");
  });
});
