import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A port of 127.0.0.1 that nobody has. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/**
 * Starts a server in a process of its own, and waits until it listens.
 * @param {string[]} command that runs in this folder
 * @param {Record<string, string>} [env]
 * @returns {Promise<import("./story.mjs").Server>}
 */
export async function startServer([program, ...args], env = {}) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(program, args, {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group: Deno's package starts its program in a process below
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1", PORT: port, BETTER_AUTH_URL: origin, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  let hasEnded = false;
  const ended = once(child, "close").then(() => {
    hasEnded = true;
  });
  while (!(await isListening(port))) {
    if (hasEnded) throw new Error(`${[program, ...args].join(" ")} ended before it listened:\n${output}`);
    await sleep(20);
  }
  return {
    origin,
    output: () => output,
    async stop() {
      process.kill(-child.pid);
      await ended;
    },
  };
}
