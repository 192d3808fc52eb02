import { resolveModels } from "../database/resolve-schema";
import type { BetterAuthOptions, FieldAttribute, ResolvedSchema, Row } from "../types";

/** Takes the fields that are never given out away from a row. */
export type OutputFilter = (row: Row) => Row;

/** Filters of the rows that endpoints give out. */
export interface OutputFilters {
  readonly user: OutputFilter;
  readonly session: OutputFilter;
  readonly account: OutputFilter;
}

/** The same row when nothing has to go, which is the usual case. */
const everything: OutputFilter = (row) => row;

function filter(fields: Record<string, FieldAttribute> | undefined): OutputFilter {
  const hidden = new Set(Object.keys(fields ?? {}).filter((name) => fields?.[name]?.returned === false));
  if (hidden.size === 0) return everything;
  return (row) => {
    // Plugins hand on what they have found, which may be nobody.
    if (!row) return row;
    // Every session goes through here, and a copy with members deleted is slower to make and to write out.
    const shown: Row = {};
    for (const name in row) if (!hidden.has(name)) shown[name] = row[name];
    return shown;
  };
}

/**
 * Makes the filters, once.
 * @param models every model, also those that are kept outside of the database
 */
export function compileOutputFilters(models: ResolvedSchema): OutputFilters {
  return {
    user: filter(models.user?.fields),
    session: filter(models.session?.fields),
    account: filter(models.account?.fields),
  };
}

/** A user's row without the fields that are never given out, as endpoints of plugins answer it. Unknown members stay. */
export function parseUserOutput(options: BetterAuthOptions, row: Row): Row {
  return compileOutputFilters(resolveModels(options)).user(row);
}

/** The same for a session's row. */
export function parseSessionOutput(options: BetterAuthOptions, row: Row): Row {
  return compileOutputFilters(resolveModels(options)).session(row);
}

/** The same for an account's row: tokens and the password go, too. */
export function parseAccountOutput(options: BetterAuthOptions, row: Row): Row {
  return compileOutputFilters(resolveModels(options)).account(row);
}
