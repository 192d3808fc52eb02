import type { ModelNames, SchemaNames } from "./names";

/** A reference as "table.column", in physical names. */
export type ReferenceKey = `${string}.${string}`;

/** The key of a reference. */
export function referenceKey(table: string, column: string): ReferenceKey {
  return `${table}.${column}`;
}

interface Edge {
  readonly key: ReferenceKey;
  readonly child: ModelNames;
  readonly parent: ModelNames;
}

function cascadesOf(names: SchemaNames, models: readonly ModelNames[]): Edge[] {
  const edges: Edge[] = [];
  for (const child of models) {
    for (const [logical, { references, fieldName }] of Object.entries(child.table.fields)) {
      const parent = references && names.models.get(references.model);
      const onDelete = references?.onDelete ?? "cascade";
      if (parent === undefined || onDelete === "no action" || onDelete === "restrict") continue;
      edges.push({ key: referenceKey(child.physical, fieldName ?? logical), child, parent });
    }
  }
  return edges;
}

/** Whether what begins at a table reaches another one on more than one path, or comes back. */
function hasSecondPath(edges: readonly Edge[], models: readonly ModelNames[]): boolean {
  return models.some((start) => {
    const reached = new Set<ModelNames>([start]);
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const { parent, child } of edges) {
        if (parent !== at) continue;
        if (reached.has(child)) return true;
        reached.add(child);
        queue.push(child);
      }
    }
    return false;
  });
}

/**
 * The references whose ON DELETE SQL Server refuses, because a deletion would reach a table on two paths or come back to
 * its own (error 1785). The first ones, in the order of the tables, are kept.
 */
export function refusedCascades(names: SchemaNames, models: readonly ModelNames[]): ReadonlySet<ReferenceKey> {
  const kept: Edge[] = [];
  const refused = new Set<ReferenceKey>();
  for (const edge of cascadesOf(names, models)) {
    if (hasSecondPath([...kept, edge], models)) refused.add(edge.key);
    else kept.push(edge);
  }
  return refused;
}
