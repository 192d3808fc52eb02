import { spawn } from "node:child_process";
import { appendFileSync, createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { logFolder } from "./steps.mjs";

const timeoutMinutes = 25;
const linesShown = 80;

/**
 * Runs a step and prints one line about it; when it fails, the end of its output too.
 * @param {import("./steps.mjs").Step} step
 * @param {Set<string>} broken names of the steps that have failed before
 * @returns {Promise<{ passed: number, failed: number, skipped: number, broken?: string[], isBlocked?: boolean }>}
 */
export async function runStep(step, broken) {
  const missing = (step.needs ?? []).filter((name) => broken.has(name));
  if (missing.length > 0) {
    print("skip", step.name, `needs ${missing.join(", ")}`);
    return { passed: 0, failed: 0, skipped: 1, isBlocked: true };
  }
  const skip = typeof step.skip === "function" ? await step.skip() : step.skip;
  if (skip !== undefined) {
    print("skip", step.name, skip);
    return { passed: 0, failed: 0, skipped: 1 };
  }

  const started = Date.now();
  const log = join(logFolder, `${step.name}.log`);
  const isGood = await runToLog(step, log);
  const counts = count(step, isGood, log);
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const detail =
    step.counts === undefined ? "" : `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  print(counts.failed === 0 ? "ok" : "FAIL", step.name, `${seconds.padStart(8)}  ${detail}`);
  if (counts.failed > 0) showEnd(log);
  return counts;
}

async function runToLog(step, log) {
  const output = createWriteStream(log);
  try {
    const env = { ...process.env, NO_COLOR: "1", ...step.env, ...(await step.prepare?.()) };
    return await new Promise((resolve, reject) => {
      const [command, ...args] = step.command;
      const child = spawn(command, args, {
        env,
        stdio: ["ignore", "pipe", "pipe"],
        timeout: timeoutMinutes * 60_000,
        shell: process.platform === "win32",
      });
      child.stdout.pipe(output, { end: false });
      child.stderr.pipe(output, { end: false });
      child.on("error", reject);
      child.on("close", (code, signal) => {
        if (signal !== null) output.write(`\nended by ${signal} (a step may take ${timeoutMinutes} minutes)\n`);
        resolve(code === 0);
      });
    });
  } catch (error) {
    output.write(`${error.message}\n`);
    return false;
  } finally {
    output.end();
    await finished(output);
  }
}

// The exit status decides; a report that says less than it (a crash, an unhandled error) cannot turn it into a pass.
function count(step, isGood, log) {
  const one = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (step.counts === undefined) return one;
  try {
    const counts = step.counts();
    return isGood ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
  } catch (error) {
    appendFileSync(log, `\nno report of the counts: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function print(state, name, detail) {
  console.log(`  ${state.padEnd(5)} ${name.padEnd(14)} ${detail}`);
}

function showEnd(log) {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  const end = lines.slice(-linesShown);
  if (end.length < lines.length) end.unshift(`… ${lines.length - end.length} lines before: ${log}`);
  console.log(`${end.join("\n").replace(/^/gm, "        ")}\n`);
}
