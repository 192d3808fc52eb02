import {
  AliasNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  RawNode,
  ReferenceNode,
  SelectionNode,
  TableNode,
  ValueNode,
} from "kysely";

/** Stands for a value that is bound when the statement runs: the place of the value in the list of the call. */
export class Slot {
  constructor(readonly at: number) {}
}

/** A bound value. */
export function slot(at: number): OperationNode {
  return ValueNode.create(new Slot(at));
}

/** A column by its name, of a table or alias when the statement has several. */
export function column(name: string, table?: OperationNode): OperationNode {
  return table === undefined
    ? ReferenceNode.create(ColumnNode.create(name))
    : ReferenceNode.create(ColumnNode.create(name), table as TableNode);
}

/** A table by its name. */
export function table(name: string, schema?: string): TableNode {
  return schema === undefined ? TableNode.create(name) : TableNode.createWithSchema(schema, name);
}

/** A table or an expression under another name. */
export function alias(node: OperationNode, name: string): AliasNode {
  return AliasNode.create(node, IdentifierNode.create(name));
}

/** A column or an expression among what a statement gives back. */
export function selected(node: OperationNode): SelectionNode {
  return SelectionNode.create(node as Parameters<typeof SelectionNode.create>[0]);
}

/** SQL text with nodes in its holes. Only for text that is written here; names and values are nodes. */
export function raw(fragments: readonly string[], ...nodes: readonly OperationNode[]): RawNode {
  return RawNode.create(fragments, nodes);
}

/** Nodes with a text between them. */
export function joined(nodes: readonly OperationNode[], separator: string): OperationNode {
  const fragments = nodes.map((_, index) => (index === 0 ? "" : separator));
  return RawNode.create([...fragments, ""], nodes);
}
