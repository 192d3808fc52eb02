// A package registry for one test: our packages as they would be published, and beside them what pnpm-lock.yaml has
// installed, so that nothing is resolved differently tomorrow. Tarballs of others come from pnpm's store, or from the registry
// that they were installed from.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { inParallel } from "../packed/in-parallel.mjs";
import { publishable } from "../packed/install.mjs";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../..");
const { stdout } = await run("npm", ["config", "get", "registry"], { shell: process.platform === "win32" });
/** Where this machine gets packages from. */
const upstream = stdout.trim().replace(/\/$/, "");
/** Package managers refuse what is only just released. */
const released = "2026-01-01T00:00:00.000Z";

/**
 * @param {string} folder for the tarballs
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startRegistry(folder) {
  const ours = new Map();
  await inParallel([...publishable()], async ([name, source]) => ours.set(name, await pack(source, folder)));
  const locked = readLockFile();

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://registry").pathname).slice(1);
    const packed = [...ours.values()].find(({ file }) => path === `-/${file}`);
    if (packed !== undefined) return response.end(packed.bytes);
    const versions = ours.has(path)
      ? [withTarball(ours.get(path), `http://${request.headers.host}/-/`)]
      : locked.filter(({ name }) => name === path).map(lockedManifest);
    if (versions.length === 0) return response.writeHead(404).end();
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify(packument(path, versions)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)).finally(server.closeAllConnections()),
  };
}

async function pack(source, folder) {
  const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", folder], { cwd: source });
  const path = JSON.parse(stdout).filename;
  const file = path.slice(path.lastIndexOf("/") + 1);
  const bytes = readFileSync(join(folder, file));
  const manifest = await run("tar", ["-xzOf", join(folder, file), "package/package.json"]);
  return { file, bytes, manifest: JSON.parse(manifest.stdout) };
}

function withTarball({ file, bytes, manifest }, base) {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  return { ...manifest, dist: { tarball: base + file, integrity } };
}

function packument(name, versions) {
  return {
    name,
    "dist-tags": { latest: versions.at(-1).version },
    versions: Object.fromEntries(versions.map((manifest) => [manifest.version, manifest])),
    time: Object.fromEntries(
      ["created", "modified", ...versions.map(({ version }) => version)].map((key) => [key, released]),
    ),
  };
}

/** Every package of the lock file, with what tells whether it fits this machine. */
function readLockFile() {
  const [, packages] = /^packages:\n(.*?)^snapshots:/ms.exec(readFileSync(join(repository, "pnpm-lock.yaml"), "utf8"));
  const entry = /^ {2}'?((?:@[^/]+\/)?[^@'\n]+)@([^':\n]+)'?:\n((?: {4}.*\n)+)/gm;
  return [...packages.matchAll(entry)].map(([, name, version, fields]) => {
    const list = (field) => new RegExp(`^ {4}${field}: \\[(.*)\\]`, "m").exec(fields)?.[1].split(", ");
    const platform = { os: list("os"), cpu: list("cpu"), libc: list("libc") };
    return { name, version, platform, integrity: /integrity: ([^,}]+)/.exec(fields)?.[1] };
  });
}

/** What is not installed is for other machines, and only asked whether it is. */
function lockedManifest({ name, version, platform, integrity }) {
  const store = join(repository, "node_modules/.pnpm");
  const key = `${name.replace("/", "+")}@${version}`;
  const home = readdirSync(store).find((folder) => folder === key || folder.startsWith(`${key}_`));
  const file = join(store, home ?? "-", "node_modules", name, "package.json");
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const tarball = `${upstream}/${name}/-/${name.replace(/^.*\//, "")}-${version}.tgz`;
  return { ...manifest, ...platform, name, version, dist: { tarball, integrity } };
}
