import type { OperationNode, SelectionNode } from "kysely";
import type { Driver } from "./driver";
import { alias, selected } from "./node";

/** What a statement gives back, column by column. */
export interface Selection {
  readonly nodes: readonly SelectionNode[];
  /** Adds a column. Gives the key under which the driver's rows have it. */
  add(node: OperationNode): string | number;
}

/**
 * Starts an empty selection. Rows that are objects get aliases: two tables have columns of one name, and plugins of a
 * Kysely instance may rename keys, which leaves "c0" alone.
 */
export function makeSelection(rowKeys: Driver["rowKeys"]): Selection {
  const nodes: SelectionNode[] = [];
  return {
    nodes,
    add(node) {
      const place = nodes.length;
      const name = `c${place}`;
      nodes.push(selected(rowKeys === "aliases" ? alias(node, name) : node));
      return rowKeys === "aliases" ? name : place;
    },
  };
}
