import type { TableIndex } from "../types";
import type { CoreModel } from "./core-tables";
import { fieldOf, type ModelNames } from "./names";

/**
 * What the core asks for besides the fields that have an index of their own: an account by its provider, and rows whose
 * time is over. Counters of the rate limit are left out: their time changes with every request, which an index would make
 * dearer, and the few that there are in a minute are swept by a scan.
 */
const LOOKUPS: ReadonlyMap<string, readonly TableIndex[]> = new Map<CoreModel, readonly TableIndex[]>([
  ["account", [{ fields: ["providerId", "accountId"] }]],
  ["verification", [{ fields: ["expiresAt"] }]],
]);

const startsWith = (fields: readonly string[], start: readonly string[]): boolean =>
  start.every((field, place) => fields[place] === field);

/** Every index of a table over several fields, or named: those of the schema, and those that the core looks rows up by. */
export function indexesOf({ logical, table }: ModelNames): readonly TableIndex[] {
  const own = table.indexes ?? [];
  const lookups = (LOOKUPS.get(logical) ?? []).filter(
    ({ fields }) => !own.some((index) => startsWith(index.fields, fields)),
  );
  return [...own, ...lookups];
}

/** Bytes that an index of InnoDB has for all of its columns, by the bytes of a character. */
const INDEX_CHARACTERS = 768;

/** The most columns that an index has of those that a field is part of; 0 when it is part of none. */
export function indexColumns(model: ModelNames, logical: string): number {
  const lengths = indexesOf(model)
    .filter(({ fields }) => fields.some((field) => fieldOf(model, field).logical === logical))
    .map(({ fields }) => fields.length);
  return Math.max(0, ...lengths);
}

/** Characters that a column of MySQL may have in an index of so many columns. */
export function charactersInIndex(columns: number, most: number): number {
  return Math.min(most, Math.floor(INDEX_CHARACTERS / Math.max(columns, 1)));
}
