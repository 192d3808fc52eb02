// The browser of the end-to-end tests: the machine's own Chromium, because a test tool's download may be out of reach.
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// The shell is the same Chromium without windows, and takes half of the time.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The path of a Chromium; undefined when there is none. CHROMIUM_PATH in the environment comes first. */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...candidates].find((path) => path && isExecutable(path));
}

/** The path of a Chromium, installed from Debian's packages where that is possible. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env, maxBuffer: 1e8 });
    const install = (name) =>
      run("apt-get", ["install", "-y", "--no-install-recommends", name], { env, maxBuffer: 1e8 });
    await install(names[0]).catch(() => install("chromium")); // older releases have no shell
  }
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new Error(
    "expected Chromium for the browser tests\n  mend: install it (Debian: apt-get install chromium), or name another one in CHROMIUM_PATH",
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
