import { isAbsolute, relative, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { BetterAuthOptions } from "@better-auth/core/types";

/** Members by which databases tell where they are. */
interface Located {
  /** better-sqlite3 */
  readonly name?: unknown;
  /** bun:sqlite */
  readonly filename?: unknown;
  /** node:sqlite; a method of the database. */
  location?(): string | null;
  /** pg */
  readonly options?: ServerAddress;
  /** mysql2 */
  readonly config?: { readonly connectionConfig?: ServerAddress };
  readonly pool?: { readonly config?: { readonly connectionConfig?: ServerAddress } };
}

interface ServerAddress {
  readonly host?: unknown;
  readonly port?: unknown;
  readonly database?: unknown;
  readonly connectionString?: unknown;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function fileOf(database: Located, folder: string): string | undefined {
  const path = [
    typeof database.location === "function" ? database.location() : undefined,
    database.name,
    database.filename,
  ].find(isText);
  if (path === undefined || path === ":memory:" || !isAbsolute(path)) return path;
  const inside = relative(folder, path);
  return inside.startsWith("..") ? path : inside.split(sep).join("/");
}

/** Host and name; never the user or the password. */
function addressOf({ host, port, database, connectionString }: ServerAddress): string | undefined {
  if (isText(connectionString)) {
    const url = URL.parse(connectionString);
    if (url === null) return undefined;
    // A socket has no host, and the user's own database no name.
    return [url.pathname.slice(1), url.host].filter(isText).join(" at ") || undefined;
  }
  if (!isText(database)) return undefined;
  return isText(host) ? `${database} at ${host}${port ? `:${port}` : ""}` : database;
}

/** Which database the options lead to, in words, so that nobody migrates another one than they meant. */
export function describeDatabase(option: NonNullable<BetterAuthOptions["database"]>, folder: string): string {
  if (typeof option === "function") return "through kyselyAdapter";
  // Without types people give a path or an address, which may hold a password.
  if (typeof option !== "object") return `a ${typeof option}`;
  const has = (...methods: readonly string[]) =>
    methods.every((method) => typeof (option as unknown as Record<string, unknown>)[method] === "function");
  const located = option as Located;

  if (has("prepare", "exec")) return `SQLite, ${fileOf(located, folder) ?? "a file"}`;
  const mysql = located.config?.connectionConfig ?? located.pool?.config?.connectionConfig;
  if (mysql !== undefined) return `MySQL, ${addressOf(mysql) ?? "a pool"}`;
  if (has("connect", "end")) return `PostgreSQL, ${addressOf(located.options ?? {}) ?? "a pool"}`;
  const { type } = option as { type?: unknown };
  const kind = isText(type) ? `${type}, through ` : "through ";
  return `${kind}${"db" in option ? "a Kysely instance" : "a Kysely dialect"}`;
}

/** Milliseconds that closing may take; a pool waits for whoever still holds a connection. */
const CLOSING_LIMIT = 1000;

/** Lets go of the database in good order. What cannot be closed is left to the end of the process. */
export async function closeDatabase(option: BetterAuthOptions["database"]): Promise<void> {
  if (typeof option !== "object" || option === null) return;
  const owner: unknown = "db" in option ? option.db : option;
  if (typeof owner !== "object" || owner === null) return;
  const { close, destroy, end } = owner as { close?: unknown; destroy?: unknown; end?: unknown };
  const letGo = [close, destroy, end].find((method) => typeof method === "function") as (() => unknown) | undefined;
  try {
    await Promise.race([letGo?.call(owner), setTimeout(CLOSING_LIMIT, undefined, { ref: false })]);
  } catch {
    // It was closed already, or is in the middle of something that failed and was reported.
  }
}
