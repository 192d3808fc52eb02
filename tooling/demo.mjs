// Builds what a demo application needs, and starts it: `npm run demo [-- name]`.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const apps = existsSync("apps") ? readdirSync("apps").filter((app) => existsSync(`apps/${app}/package.json`)) : [];
const name = process.argv[2] ?? (apps.includes("next-js") ? "next-js" : apps[0]);

if (name === undefined || !apps.includes(name)) {
  console.error(`expected the name of a demo application in apps/: ${apps.join(", ") || "there is none yet"}`);
  process.exitCode = 2;
} else {
  const child = spawn("turbo", ["run", "demo", `--filter=./apps/${name}`, "--output-logs=new-only"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.on("SIGINT", () => {}); // the terminal tells the child as well
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
