import type { FieldAttribute, FieldMap, Row } from "../types";

type Kind = "date" | "text" | "number" | "boolean" | "any";

interface JsonField {
  readonly name: string;
  readonly kind: Kind;
  readonly isRequired: boolean;
}

/** What a row of one table looks like in JSON, where dates are text and hidden fields are missing. */
export interface JsonRowForm {
  readonly hidden: readonly string[];
  readonly fields: readonly JsonField[];
}

function kindOf({ type, references }: FieldAttribute): Kind {
  // Ids are what the database makes them.
  if (references !== undefined) return "any";
  switch (type) {
    case "date":
    case "number":
    case "boolean":
      return type;
    case "string":
      return "text";
    default:
      return Array.isArray(type) ? "text" : "any";
  }
}

/** Compiles the form of a table's rows, once. */
export function compileJsonRow(fields: FieldMap): JsonRowForm {
  const entries = Object.entries(fields);
  return {
    hidden: entries.filter(([, { returned }]) => returned === false).map(([name]) => name),
    fields: entries
      .filter(([, { returned }]) => returned !== false)
      .map(([name, field]) => ({ name, kind: kindOf(field), isRequired: field.required !== false })),
  };
}

/** A row without the fields that are never given out, ready for JSON. */
export function toJsonRow({ hidden }: JsonRowForm, row: Row): Row {
  const shown: Row = {};
  for (const name of Object.keys(row)) {
    const value = row[name];
    // JSON has no integers of that size; as text they survive, as in every answer.
    if (!hidden.includes(name)) shown[name] = typeof value === "bigint" ? value.toString() : value;
  }
  return shown;
}

/**
 * The row that `toJsonRow` gave, out of parsed JSON: dates are made in place. `null` when it is no row of this table, as
 * after a change of the fields: a required one is missing, one is hidden by now, or a value is of another kind.
 */
export function fromJsonRow({ fields, hidden }: JsonRowForm, value: unknown): Row | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const row = value as Row;
  if (row.id === undefined || row.id === null) return null;
  for (const name of hidden) if (row[name] !== undefined) return null;
  for (const { name, kind, isRequired } of fields) {
    const member = row[name];
    if (member === undefined && isRequired) return null;
    if (member === undefined || member === null || kind === "any") continue;
    if (kind === "date") {
      const date = typeof member === "string" || typeof member === "number" ? new Date(member) : null;
      if (date === null || Number.isNaN(date.getTime())) return null;
      row[name] = date;
    } else if (kind === "number") {
      if (typeof member === "string" && /^-?\d+$/.test(member)) row[name] = BigInt(member);
      else if (typeof member !== "number") return null;
    } else if (typeof member !== (kind === "text" ? "string" : "boolean")) return null;
  }
  return row;
}
