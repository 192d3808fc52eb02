// Nitro 3 by itself: h3-nitro/ is built and started as in production. (Nitro 2 is under Nuxt.)
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, it, vi } from "vitest";
import { makeAuth, secret, visit } from "./h3-visit.mjs";

const folder = mkdtempSync(join(tmpdir(), "nitro-"));

beforeAll(async () => {
  const nitro = join(import.meta.dirname, "node_modules/.bin/nitro");
  const application = join(import.meta.dirname, "h3-nitro");
  await promisify(execFile)(nitro, ["build", "--dir", application], { env: { ...process.env, OUTPUT: folder } });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("mounts the handler in a route, and a middleware fills the context", async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const file = join(folder, "auth.sqlite");
  await makeAuth(origin, file); // for its tables
  const server = spawn(process.execPath, [join(folder, "server/index.mjs")], {
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: `${port}`,
      DATABASE_FILE: file,
      BETTER_AUTH_SECRET: secret,
      BETTER_AUTH_URL: origin,
    },
    stdio: "inherit",
  });
  try {
    // It does not say that it listens where tests run.
    await vi.waitFor(() => fetch(origin), { timeout: 20_000 });
    await visit(origin);
  } finally {
    server.kill("SIGKILL"); // it would wait for its connections
  }
}, 30_000);

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
