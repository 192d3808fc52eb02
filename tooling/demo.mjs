// Builds the packages that a demo application needs, and starts it: `npm run demo [-- name]`.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const preferred = "next-js";

process.on("SIGINT", () => {}); // the terminal tells the child as well

const apps = existsSync("apps") ? readdirSync("apps").filter((app) => existsSync(`apps/${app}/package.json`)) : [];
const name = process.argv[2] ?? (apps.includes(preferred) ? preferred : apps[0]);

if (name === undefined || !apps.includes(name)) {
  console.error(`expected the name of a demo application in apps/: ${apps.join(", ") || "there is none yet"}`);
  process.exitCode = 2;
} else {
  const isBuilt = await run("turbo", ["run", "build", `--filter=./apps/${name}^...`, "--output-logs=errors-only"]);
  process.exitCode = isBuilt === 0 ? await run("pnpm", ["--filter", `./apps/${name}`, "run", "demo"]) : isBuilt;
}

function run(command, args) {
  const child = spawn(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  process.once("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}
