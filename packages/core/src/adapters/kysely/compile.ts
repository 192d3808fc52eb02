import type { QueryCompiler, RootOperationNode } from "kysely";
import { Slot } from "./node";

/** A statement's text with the order of its values. */
export interface CompiledText {
  readonly sql: string;
  readonly order: readonly number[] | null;
}

/** Which value of a call stands at which place; `null` when they are in order. */
export function orderOf(parameters: readonly unknown[]): readonly number[] | null {
  const order = parameters.map((parameter) => (parameter as Slot).at);
  return order.every((at, place) => at === place) ? null : order;
}

// Kysely asks for an id of the query; only its plugins look at it.
const QUERY_ID = { queryId: "better-auth" };

/** Makes SQL text of a statement. */
export function compileText(compiler: QueryCompiler, node: RootOperationNode): CompiledText {
  const { sql, parameters } = compiler.compileQuery(node, QUERY_ID);
  return { sql, order: orderOf(parameters) };
}

/** The values of a call in the order of the statement. */
export function inOrder(order: readonly number[] | null, values: readonly unknown[]): readonly unknown[] {
  return order === null ? values : order.map((at) => values[at]);
}

/** Whether every value of a compiled query is still one of our slots: a plugin may have changed them. */
export function hasOnlySlots(parameters: readonly unknown[]): boolean {
  return parameters.every((parameter) => parameter instanceof Slot);
}
