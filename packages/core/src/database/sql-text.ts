import type { DatabaseType } from "../types";

/** A name in SQL. */
export function quoteName(name: string, dialect: DatabaseType): string {
  return dialect === "mysql" ? `\`${name.replaceAll("`", "``")}\`` : `"${name.replaceAll('"', '""')}"`;
}

/** Text in SQL. */
export function quoteText(text: string, dialect: DatabaseType): string {
  const escaped = dialect === "mysql" ? text.replaceAll("\\", "\\\\") : text;
  const quoted = `'${escaped.replaceAll("'", "''")}'`;
  return dialect === "mssql" ? `N${quoted}` : quoted;
}

/** A constant in SQL; undefined when there is no way to write the value. */
export function literal(value: unknown, dialect: DatabaseType): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "boolean") return dialect === "postgres" ? String(value) : value ? "1" : "0";
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const iso = value.toISOString();
    // MySQL takes no zone in a timestamp, and columns of SQL Server have none.
    if (dialect === "mysql") return `'${iso.slice(0, -1).replace("T", " ")}'`;
    return dialect === "mssql" ? `'${iso.slice(0, -1)}'` : `'${iso}'`;
  }
  const text =
    typeof value === "string" ? value : typeof value === "object" && value !== null ? JSON.stringify(value) : undefined;
  if (text === undefined) return undefined;
  const quoted = quoteText(text, dialect);
  // Text of any length takes no literal as its default in MySQL, but an expression.
  return dialect === "mysql" ? `(${quoted})` : quoted;
}
