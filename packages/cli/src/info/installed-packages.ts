import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The part of a package.json that matters here. */
interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What a bug may have to do with, by kind. */
const kinds: Readonly<Record<string, RegExp>> = {
  "better-auth": /^(?:better-auth|auth|@better-auth\/.+)$/,
  framework:
    /^(?:next|nuxt|nitro|astro|vite|svelte|@sveltejs\/kit|react|react-dom|react-native|expo|react-router|@react-router\/.+|@remix-run\/.+|@tanstack\/(?:react|solid)-start|vue|solid-js|@solidjs\/start|hono|express|fastify|elysia|h3|@nestjs\/core|koa|lynx)$/,
  database:
    /^(?:kysely|better-sqlite3|pg|postgres|mysql2|tedious|mongodb|mongoose|ioredis|redis|prisma|@prisma\/.+|drizzle-.+|@libsql\/.+|kysely-.+|@neondatabase\/.+|@planetscale\/.+|@vercel\/postgres|@electric-sql\/pglite)$/,
  language: /^(?:typescript|@types\/node|zod)$/,
};

/** A package that the project names. */
export interface InstalledPackage {
  readonly name: string;
  /** `null` when it is not installed. */
  readonly version: string | null;
}

function readManifest(path: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    return null;
  }
}

/** Read from the folders themselves: few packages let their package.json be imported. */
function installedVersion(folder: string, name: string): string | null {
  const version = readManifest(join(folder, "node_modules", name, "package.json"))?.version;
  if (version !== undefined) return version;
  const above = dirname(folder);
  return above === folder ? null : installedVersion(above, name);
}

/**
 * The packages of a project that matter for authentication, by kind, with the versions that are installed.
 * @param folder the project's, absolute
 */
export function installedPackages(folder: string): Readonly<Record<string, readonly InstalledPackage[]>> {
  const { dependencies, devDependencies, peerDependencies } = readManifest(join(folder, "package.json")) ?? {};
  const named = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
  const names = [...new Set([...named, "better-auth"])].sort();
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, pattern]) => [
      kind,
      names.filter((name) => pattern.test(name)).map((name) => ({ name, version: installedVersion(folder, name) })),
    ]),
  );
}
