import type { AuthContext, BetterAuthOptions, DatabaseHooksEntry, DBAdapter, InternalAdapter, Logger } from "../types";
import { makeInternalAdapter } from "./internal-adapter";
import { makeStandaloneInstance } from "./standalone";

/** What an internal adapter needs besides the database. */
export interface InternalAdapterSettings {
  options: BetterAuthOptions;
  /** In the order they are asked; those of the options do not count. @default none */
  hooks?: readonly DatabaseHooksEntry[] | undefined;
  /** @default made from `options.logger` */
  logger?: Logger | undefined;
  /** @default made from `options.advanced.database.generateId` */
  generateId?: AuthContext["generateId"] | undefined;
}

/**
 * Makes an internal adapter over a database adapter, for code that has no context: scripts, tests, adapters of plugins.
 * Inside a call, `ctx.context.internalAdapter` is there already.
 *
 * @example const users = createInternalAdapter(adapter, { options, hooks: [] });
 */
export function createInternalAdapter(adapter: DBAdapter, settings: InternalAdapterSettings): InternalAdapter {
  const { options, hooks = [], logger, generateId } = settings;
  const made = makeStandaloneInstance(adapter, options, hooks);
  const context = { ...made.context, ...(logger && { logger }), ...(generateId && { generateId }) };
  return makeInternalAdapter({ ...made, context, logger: context.logger });
}
