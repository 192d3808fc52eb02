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

/** What adapters over one database share, and the adapters on it. */
export interface PreparedAdapter {
  /** Names and transforms for the adapter's author. */
  readonly helpers: AdapterFactoryHelpers;
  /**
   * Makes an adapter. Nothing is resolved in it, so that every transaction may have one of its own.
   *
   * @param transaction how it runs transactions. @default as the configuration says
   */
  make(custom: CustomAdapter, transaction?: AdapterFactoryConfig["transaction"]): DBAdapter;
}

/**
 * Resolves what every adapter of a configuration needs, once, however many are made on it.
 *
 * @throws {BetterAuthError} for options that the database cannot do
 */
export function prepareAdapter(options: BetterAuthOptions, given: AdapterFactoryConfig): PreparedAdapter {
  const state = makeState(options, given);
  const log = makeDebugLog(state.config.adapterName, state.config.debugLogs);
  return {
    helpers: makeAuthorKit(state, log),
    make(custom, transaction = state.config.transaction) {
      const config = { ...state.config, transaction };
      const working: WorkingAdapter = { ...state, config, custom };
      const { createSchema } = custom;
      const adapter: DBAdapter = {
        id: config.adapterId,
        options: { adapterConfig: config, ...custom.options },
        ...makeReads(working, log),
        ...makeWrites(working, log),
        transaction: (callback) => (transaction ? transaction(callback) : callback(adapter)),
        createSchema: async (schemaOptions, file) => createSchema?.({ file, tables: getAuthTables(schemaOptions) }),
        ...(log.testLogs ? { adapterTestDebugLogs: log.testLogs } : {}),
      };
      return adapter;
    },
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
    const prepared = prepareAdapter(options, given);
    return prepared.make(create(prepared.helpers));
  };
}
