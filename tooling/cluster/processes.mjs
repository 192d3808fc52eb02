// Starts server processes, and ends them politely or not.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const program = join(import.meta.dirname, "server.mjs");

/**
 * @param {object} settings what server.mjs reads
 * @param {(mail: { to: string, token: string }) => void} [onMail]
 * @returns {Promise<{ url: string, killInSignUp(): Promise<void>, end(signal?: "SIGTERM" | "SIGKILL"): Promise<void> }>}
 */
export async function startServer(settings, onMail = () => {}) {
  const child = fork(program, {
    env: { ...process.env, CLUSTER_SETTINGS: JSON.stringify(settings) },
    stdio: "inherit",
  });
  const ended = once(child, "exit");
  const port = await new Promise((resolve, reject) => {
    child.on("message", ({ port: found, mail }) => {
      if (found !== undefined) resolve(found);
      if (mail !== undefined) onMail(mail);
    });
    ended.then(([code]) => reject(new Error(`expected a server, but the process ended with ${code}`)));
  });
  const end = async (signal = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    end,
    /** Kills it as soon as a sign-up has written one row and not the next. */
    async killInSignUp() {
      await new Promise((resolve) => child.on("message", ({ isSigningUp }) => isSigningUp && resolve()));
      await end("SIGKILL");
    },
  };
}
