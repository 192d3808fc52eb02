import type { FieldAttribute, ResolvedSchema, Row } from "../types";

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
  const hidden = Object.entries(fields ?? {})
    .filter(([, attribute]) => attribute.returned === false)
    .map(([name]) => name);
  if (hidden.length === 0) return everything;
  return (row) => {
    const shown = { ...row };
    for (const name of hidden) delete shown[name];
    return shown;
  };
}

/** Makes the filters from the resolved schema, once. */
export function compileOutputFilters(schema: ResolvedSchema): OutputFilters {
  return {
    user: filter(schema.user?.fields),
    session: filter(schema.session?.fields),
    account: filter(schema.account?.fields),
  };
}
