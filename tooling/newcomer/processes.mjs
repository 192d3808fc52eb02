import { spawn } from "node:child_process";
import { createServer } from "node:net";

/**
 * Runs a command to its end.
 * @returns {Promise<string>} what it printed
 * @throws with everything that it wrote, when it fails
 */
export function run(folder, command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [printed, written] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
      written += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => (written += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${written}`));
    });
  });
}

/**
 * Starts a server, with everything that it starts in turn in a group of its own.
 * @returns {{ written: () => string, stop: () => Promise<void> }}
 */
export function start(folder, command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const closed = new Promise((resolve) => child.on("close", resolve));
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (written += text));
  return {
    written: () => written,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
      await closed;
    },
  };
}

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
