// A step of the setup: a child process whose output is only shown when it fails, and a stamp that lets the next run skip it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "./setup-error.mjs";

const noNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL/;

/**
 * Runs `install` unless the stamp says that it has run for exactly these inputs. Two commands started at the same time
 * take turns: the second waits, and finds the work done.
 */
export async function once({ title, stampFile, inputs, install }) {
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, "utf8") === inputs;
  if (isDone()) return;
  await withLock(`${dirname(dirname(stampFile))}/.install-lock`, async () => {
    if (isDone()) return;
    const started = Date.now();
    process.stderr.write(`${title} …`);
    await install();
    writeFileSync(stampFile, inputs);
    process.stderr.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  });
}

/** One hash over the named files' contents; a missing file counts as empty. */
export function hashFiles(files) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of files) hash.update(`\0${file}\0`).update(existsSync(file) ? readFileSync(file) : "");
  return hash.digest("hex");
}

/** Runs to the end and throws a SetupError with the last lines of output when the command fails. */
export function runQuietly(command, args, { cwd, env, mend }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", () => reject(new SetupError(`expected ${command} in PATH`, `install ${command}`)));
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const tail = output.trimEnd().split("\n").slice(-15).join("\n");
      if (noNetwork.test(output)) {
        return reject(
          new SetupError(
            `${tail}\n\nexpected the npm registry to be reachable`,
            "check the network, the proxy settings and `npm config get registry`, then run the command again",
          ),
        );
      }
      reject(new SetupError(`${tail}\n\n\`${command} ${args.join(" ")}\` ended with ${code}`, mend));
    });
  });
}

// Only one process can create the file: that makes it the lock.
async function withLock(file, work) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isLeftOver(file)) rmSync(file, { force: true });
      else await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function isLeftOver(file) {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0); // signal 0 only asks whether the process is there
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
