// Builds a demo application, prepares its database and starts it: `npm run demo [-- name]`.
// An application has the scripts `build`, `migrate` and `start`; the last one reads PORT.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseEnv } from "node:util";

const preferred = "next-js";
const firstPort = Number(process.env.PORT || 3000);
const firstTestProviderPort = 4400;
const isWindows = process.platform === "win32";

/** The tool that is running, for signals. */
let running;
let isStopping = false;

async function main(name) {
  const apps = existsSync("apps") ? readdirSync("apps").filter((app) => existsSync(`apps/${app}/package.json`)) : [];
  const app = name ?? (apps.includes(preferred) ? preferred : apps[0]);
  if (app === undefined || !apps.includes(app)) {
    console.error(`expected the name of a demo application in apps/: ${apps.join(", ") || "there is none yet"}`);
    return 2;
  }
  const folder = join("apps", app);

  console.log(`Building ${folder} and the packages it uses (a minute, the first time)`);
  const built = await start(["turbo", "run", "build", `--filter=./apps/${app}`]).ended;
  if (built !== 0) return built;

  const settings = ensureEnvFile(join(folder, ".env"));
  const port = await freePort(firstPort);
  const url = addressFor(settings.BETTER_AUTH_URL, port);
  const inApp = { cwd: folder, env: { ...process.env, PORT: String(port), BETTER_AUTH_URL: url } };
  const provider = signsInElsewhere(folder) && (await startTestProvider({ ...settings, ...process.env }, url));
  if (provider) inApp.env.TEST_PROVIDER_URL = provider.issuer;
  const migrated = await start(["pnpm", "run", "migrate"], inApp).ended;
  if (migrated !== 0) return migrated;

  const server = start(["pnpm", "run", "start"], inApp);
  const isUp = await Promise.race([server.ended.then(() => false), isAnswering(`http://localhost:${port}`)]);
  if (isUp) {
    server.showOutput();
    console.log(`\n  The demo is at ${url}   (Ctrl-C stops it)\n`);
    if (provider)
      console.log("  There are no keys of GitHub or Google in .env, so it continues with a test provider.\n");
  }
  return server.ended;
}

/**
 * Starts a tool in a group of its own, so that a signal reaches all of it, and once. What it says is kept back, and shown
 * when it fails or when `showOutput` is called.
 */
function start([command, ...args], options = {}) {
  const child = spawn(command, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    detached: !isWindows,
    shell: isWindows,
  });
  running = child;
  let kept = [];
  const take = (stream) => (chunk) => (kept === undefined ? stream.write(chunk) : kept.push(chunk));
  child.stdout.on("data", take(process.stdout));
  child.stderr.on("data", take(process.stderr));
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (isStopping) return resolve(0);
      if (code !== 0 && kept !== undefined) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
  return {
    /** The exit status. */
    ended,
    showOutput: () => {
      kept = undefined;
    },
  };
}

/** Makes the file with a secret of its own, unless it is there. */
function ensureEnvFile(file) {
  if (!existsSync(file)) {
    const secret = randomBytes(32).toString("base64url");
    const text = `BETTER_AUTH_SECRET=${secret}\nBETTER_AUTH_URL=http://localhost:${firstPort}\n`;
    writeFileSync(file, text, { mode: 0o600 });
    console.log(`Made ${file} with a new secret`);
  }
  return parseEnv(readFileSync(file, "utf8"));
}

/** The address that the file names; on this machine with the port that is free. */
function addressFor(configured = "http://localhost", port) {
  const url = new URL(configured);
  if (url.hostname !== "localhost") return configured;
  url.port = String(port);
  return url.origin;
}

/** Whether the application takes the keys of a provider. */
function signsInElsewhere(folder) {
  const example = join(folder, ".env.example");
  return existsSync(example) && readFileSync(example, "utf8").includes("GITHUB_CLIENT_ID");
}

/** Accounts elsewhere without anybody's keys. It lets everybody be anybody, so it is for this machine alone. */
async function startTestProvider({ GITHUB_CLIENT_ID, GOOGLE_CLIENT_ID, TEST_PROVIDER_URL }, url) {
  if (GITHUB_CLIENT_ID || GOOGLE_CLIENT_ID || TEST_PROVIDER_URL || new URL(url).hostname !== "localhost")
    return undefined;
  const { startOpenIDProvider } = await import("./test-provider/openid.mjs");
  return startOpenIDProvider({
    application: "The demo",
    port: await freePort(firstTestProviderPort),
    redirectURIs: [`${url}/api/auth/callback/test`],
  });
}

/** The first port from `port` on that nobody has taken, neither on IPv4 nor on IPv6. */
async function freePort(port) {
  const free = await Promise.all(["127.0.0.1", "::1"].map((host) => isFree(port, host)));
  return free.every(Boolean) ? port : freePort(port + 1);
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    // Where there is no IPv6, nobody can have taken its port.
    probe.once("error", (error) => resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"));
    probe.listen({ port, host }, () => probe.close(() => resolve(true)));
  });
}

/** Resolves once the address answers without an error of the server. */
async function isAnswering(url) {
  for (;;) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return true;
    await sleep(100);
  }
}

function stop() {
  isStopping = true;
  if (running === undefined || running.exitCode !== null) process.exit(0);
  try {
    if (isWindows) running.kill();
    else process.kill(-running.pid, "SIGTERM");
  } catch {
    process.exit(0); // it has ended by itself
  }
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

process.exit(await main(process.argv[2]));
