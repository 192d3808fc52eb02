import type { FieldMap, Row } from "../types";

/** A row under the names of the database's columns. Unknown and undefined members are dropped; `id` stays. */
export function convertToDB(fields: FieldMap, row: Row): Row {
  const converted: Row = row.id === undefined ? {} : { id: row.id };
  for (const [name, { fieldName }] of Object.entries(fields)) {
    if (row[name] !== undefined) converted[fieldName ?? name] = row[name];
  }
  return converted;
}

/** The other way round: a row of the database under its logical names. `null` stays `null`. */
export function convertFromDB(fields: FieldMap, row: Row | null): Row | null {
  if (row === null) return null;
  const converted: Row = row.id === undefined ? {} : { id: row.id };
  for (const [name, { fieldName }] of Object.entries(fields)) {
    const value = row[fieldName ?? name];
    if (value !== undefined) converted[name] = value;
  }
  return converted;
}
