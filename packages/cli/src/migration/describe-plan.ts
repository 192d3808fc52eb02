import type { MigrationResult } from "@better-auth/core/db/migration";
import type { Paint } from "../terminal/paint";

/** What a migration is going to do. */
export type Plan = Pick<MigrationResult, "toBeCreated" | "toBeAdded" | "toBeAddedIndexes">;

type Table = Plan["toBeCreated"][number];

/** A name that is longer moves its own line only. */
const NAME_LIMIT = 32;
const LINE_WIDTH = 100;

/** Nothing would change. */
export function isEmpty(plan: Plan): boolean {
  return plan.toBeCreated.length === 0 && plan.toBeAdded.length === 0 && plan.toBeAddedIndexes.length === 0;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** @example "4 tables, 2 columns and 3 indexes" */
export function summarize({ toBeCreated, toBeAdded, toBeAddedIndexes }: Plan): string {
  const columns = toBeAdded.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
  const parts = [
    ...(toBeCreated.length > 0 ? [count(toBeCreated.length, "table")] : []),
    ...(columns > 0 ? [count(columns, "column")] : []),
    ...(toBeAddedIndexes.length > 0 ? [count(toBeAddedIndexes.length, "index", "indexes")] : []),
  ];
  const last = parts.pop() ?? "nothing";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function columnsOf({ fields }: Table): string[] {
  return Object.entries(fields).map(([key, attribute]) => attribute.fieldName ?? key);
}

/** Words joined by commas, over several lines where they are many. */
function wrap(words: readonly string[], indent: number): string {
  let line = "";
  const lines: string[] = [];
  for (const [index, word] of words.entries()) {
    const piece = index < words.length - 1 ? `${word}, ` : word;
    if (line !== "" && indent + line.length + piece.length > LINE_WIDTH) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

function section(
  title: string,
  rows: readonly { readonly name: string; readonly details: readonly string[] }[],
  paint: Paint,
): string[] {
  if (rows.length === 0) return [];
  const width = Math.min(NAME_LIMIT, Math.max(...rows.map(({ name }) => name.length)));
  const lines = rows.map(({ name, details }) => {
    const label = name.padEnd(width);
    return `  ${paint.added(`+ ${label}`)}  ${wrap(details, label.length + "  +   ".length)}`;
  });
  return ["", paint.bold(title), ...lines];
}

/** The plan as lines to read. */
export function describePlan({ toBeCreated, toBeAdded, toBeAddedIndexes }: Plan, paint: Paint): string[] {
  const created = toBeCreated.map((table) => ({ name: table.table, details: ["id", ...columnsOf(table)] }));
  const added = toBeAdded.map((table) => ({ name: table.table, details: columnsOf(table) }));
  const indexes = toBeAddedIndexes.map(({ name, table, columns, unique }) => ({
    name,
    details: [`${unique ? "unique, " : ""}on ${table} (${columns.join(", ")})`],
  }));
  return [
    ...section("Tables to create", created, paint),
    ...section("Columns to add", added, paint),
    ...section("Indexes to add", indexes, paint),
    "",
    "Nothing is dropped or changed.",
  ];
}
