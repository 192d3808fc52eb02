import type Database from "better-sqlite3";
import type { BlockingClient } from "./blocking-client";

type Dialect = "postgres" | "mysql";

const quote = (name: string, dialect: Dialect) => (dialect === "postgres" ? `"${name}"` : `\`${name}\``);

/** Statements of tests are SQLite's; what the others spell in another way is spelt so here. */
export function translate(sql: string, dialect: Dialect): string {
  let parameter = 0;
  return sql
    .split(/('(?:[^']|'')*'|"[^"]*")/)
    .map((part) => {
      if (part.startsWith("'")) return part;
      if (part.startsWith('"')) return quote(part.slice(1, -1), dialect);
      return part
        .replace(/\browid\b/g, "createdAt")
        .replace(/\b(emailVerified|active|banned)(\s*(?:=|<>)\s*)([01])\b/g, (all, name, operator, value) =>
          dialect === "postgres" ? `${name}${operator}${value === "1"}` : all,
        )
        .replace(/\b(user|key|[a-z]+[A-Z]\w*)\b/g, (name) => quote(name, dialect))
        .replace(/\?/g, () => (dialect === "postgres" ? `$${++parameter}` : "?"));
    })
    .join("");
}

/** The part of a better-sqlite3 database that tests use, over another server. */
export function rawDatabase(client: BlockingClient, dialect: Dialect): Database.Database {
  const prepare = (sql: string) => {
    const text = translate(sql, dialect);
    const all = (...values: unknown[]) => client.query(text, values);
    return {
      all,
      get: (...values: unknown[]) => all(...values)[0],
      run: (...values: unknown[]) => void all(...values),
      pluck: () => ({
        all: (...values: unknown[]) => all(...values).map((row) => Object.values(row)[0]),
        get: (...values: unknown[]) => Object.values(all(...values)[0] ?? {})[0],
      }),
    };
  };
  return { prepare, exec: (sql: string) => void prepare(sql).run() } as unknown as Database.Database;
}
