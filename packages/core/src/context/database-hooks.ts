import type { BetterAuthOptions, GenericEndpointContext, Row } from "../types";

/** The models that have database hooks. */
export type HookedModel = "user" | "session" | "account" | "verification";
/** The writes that have database hooks. */
export type HookedOperation = "create" | "update" | "delete";

/** A before-hook as the stores call it. */
export type BeforeWriteHook = (row: Row, ctx: GenericEndpointContext | null) => unknown;
/** An after-hook as the stores call it. */
export type AfterWriteHook = (row: Row, ctx: GenericEndpointContext | null) => unknown;

/** The hooks of one write of one model, in order. */
export interface WriteHooks {
  readonly before: readonly BeforeWriteHook[];
  readonly after: readonly AfterWriteHook[];
}

/** Every database hook, by model and write. */
export type DatabaseHookTable = Readonly<Record<HookedModel, Readonly<Record<HookedOperation, WriteHooks>>>>;

const MODELS: readonly HookedModel[] = ["user", "session", "account", "verification"];
const OPERATIONS: readonly HookedOperation[] = ["create", "update", "delete"];

/** Collects database hooks: the plugins' in their order, then the user's. */
export function compileDatabaseHooks(
  sources: readonly (BetterAuthOptions["databaseHooks"] | undefined)[],
): DatabaseHookTable {
  const table: Partial<Record<HookedModel, Record<HookedOperation, WriteHooks>>> = {};
  for (const model of MODELS) {
    const operations: Partial<Record<HookedOperation, WriteHooks>> = {};
    for (const operation of OPERATIONS) {
      const before: BeforeWriteHook[] = [];
      const after: AfterWriteHook[] = [];
      for (const source of sources) {
        const hooks = source?.[model]?.[operation];
        // The hooks are typed per model; the stores call them with that model's rows.
        if (hooks?.before) before.push(hooks.before as BeforeWriteHook);
        if (hooks?.after) after.push(hooks.after as AfterWriteHook);
      }
      operations[operation] = { before, after };
    }
    table[model] = operations as Record<HookedOperation, WriteHooks>;
  }
  return table as DatabaseHookTable;
}
