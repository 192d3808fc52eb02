import { BetterAuthError } from "../error";
import { indexesOf } from "./lookup-indexes";
import { fieldOf, type ModelNames } from "./names";

/** An index that a table should have, in physical names. */
export interface WantedIndex {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** What every database takes as the length of a name, in bytes. */
const NAME_LIMIT = 63;
const MAX_FIELDS = 16;

/** FNV-1a, 32 bits: stable from run to run, and good enough to tell long names of one schema apart. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}

/** The name of an index: the table, the columns, and what kind it is, as in "session_userId_idx". */
export function indexName(table: string, columns: readonly string[], unique: boolean): string {
  const suffix = unique ? "uidx" : "idx";
  const stem = [table, ...columns].join("_");
  const name = `${stem}_${suffix}`;
  if (new TextEncoder().encode(name).length <= NAME_LIMIT) return name;
  // Names are cut by characters: those of a schema are ASCII but for what an application calls its tables.
  const kept = [...stem].slice(0, 32).join("");
  return `${kept}_${hash(stem)}_${suffix}`;
}

/** The unique columns of a table, and the indexes besides; an index over a unique column alone says nothing new. */
export function wantedIndexes(model: ModelNames): WantedIndex[] {
  const table = model.physical;
  const indexes: WantedIndex[] = [];
  for (const key of Object.keys(model.table.fields)) {
    const { attribute, physical } = fieldOf(model, key);
    if (!attribute.unique && !attribute.index) continue;
    const unique = attribute.unique === true;
    indexes.push({ table, name: indexName(table, [physical], unique), columns: [physical], unique });
  }
  for (const index of indexesOf(model)) {
    if (index.fields.length === 0 || index.fields.length > MAX_FIELDS) {
      throw new BetterAuthError(
        `An index of ${model.logical} has ${index.fields.length} fields; expected 1 to ${MAX_FIELDS}.`,
      );
    }
    const columns = index.fields.map((field) => fieldOf(model, field).physical);
    const unique = index.unique === true;
    indexes.push({ table, name: index.name ?? indexName(table, columns, unique), columns, unique });
  }
  return indexes;
}
