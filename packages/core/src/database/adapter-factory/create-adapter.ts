import { BetterAuthError } from "../../error";
import { createLogger } from "../../logger/logger";
import type {
  AdapterFactory,
  AdapterFactoryConfig,
  AdapterFactoryHelpers,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
} from "../../types";
import { resolveIdStrategy } from "../id";
import { compileNames } from "../names";
import { getAuthTables } from "../resolve-schema";
import { makeAuthorKit } from "./author-kit";
import { resolveAdapterConfig } from "./config";
import { makeDebugLog } from "./debug-log";
import { makeReads } from "./reads";
import type { AdapterState, WorkingAdapter } from "./state";
import { makeWrites } from "./writes";

/** What the author of an adapter gives to the factory. */
export interface AdapterFactoryOptions {
  config: AdapterFactoryConfig;
  /** Makes the adapter's own part from names and transforms. */
  adapter: AdapterFactoryCustomizeAdapterCreator;
}

/** Makes the part of an adapter that knows the database. */
export type AdapterFactoryCustomizeAdapterCreator = (helpers: AdapterFactoryHelpers) => CustomAdapter;

function makeState(options: BetterAuthOptions, given: AdapterFactoryConfig): AdapterState {
  const config = resolveAdapterConfig(given);
  if (options.advanced?.database?.generateId === "serial" && !config.supportsNumericIds) {
    throw new BetterAuthError(
      `advanced.database.generateId is "serial", but ${config.adapterName} has no numeric ids. Choose another way to make ids.`,
    );
  }
  const schema = getAuthTables(options);
  return {
    options,
    config,
    schema,
    names: compileNames(schema, config.usePlural),
    ids: resolveIdStrategy(options, config),
    logger: createLogger(options.logger),
  };
}

/**
 * Makes a database adapter: names, defaults, ids, types, joins and the one-step operations are the factory's, what is
 * left are plain reads and writes of rows.
 *
 * @returns what `betterAuth({ database })` takes
 * @throws {BetterAuthError} when the adapter is made for options that its database cannot do
 * @example
 * export const myAdapter = () => createAdapterFactory({
 *   config: { adapterId: "mine" },
 *   adapter: () => ({ create, findOne, findMany, count, update, updateMany, delete: remove, deleteMany }),
 * });
 */
export function createAdapterFactory({ config: given, adapter: create }: AdapterFactoryOptions): AdapterFactory {
  return (options) => {
    const state = makeState(options, given);
    const { config } = state;
    const log = makeDebugLog(config.adapterName, config.debugLogs);
    const custom = create(makeAuthorKit(state, log));
    const working: WorkingAdapter = { ...state, custom };
    const reads = makeReads(working, log);
    const { createSchema } = custom;

    const adapter: DBAdapter = {
      id: config.adapterId,
      options: { adapterConfig: config, ...custom.options },
      ...reads,
      ...makeWrites(working, log),
      transaction: (callback) => (config.transaction ? config.transaction(callback) : callback(adapter)),
      createSchema: async (schemaOptions, file) => createSchema?.({ file, tables: getAuthTables(schemaOptions) }),
      ...(log.testLogs ? { adapterTestDebugLogs: log.testLogs } : {}),
    };
    return adapter;
  };
}
