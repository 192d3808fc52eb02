import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** A server of a test's own, to be killed and paused. */
export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** Stops answering; connections stay open. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a power cut would; `start` brings it back, empty. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function waitUntilReady(port: number): Promise<void> {
  const client = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on("error", () => {});
  await client.ping();
  client.disconnect();
}

/** Starts `redis-server` on a free port, keeping nothing on disk. */
export async function startRedisServer(...settings: string[]): Promise<TestServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "redis-storage-"));
  let running: ChildProcess;
  const start = async () => {
    const place = ["--port", String(port), "--save", "", "--dir", folder];
    running = spawn("redis-server", [...place, ...settings], { stdio: "ignore" });
    await waitUntilReady(port);
  };
  const kill = async () => {
    const ended = new Promise((resolve) => running.once("exit", resolve));
    if (running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pause: () => void running.kill("SIGSTOP"),
    resume: () => void running.kill("SIGCONT"),
    kill,
    start,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
