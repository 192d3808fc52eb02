import { type PreparedAdapter, prepareAdapter } from "../../database/adapter-factory/create-adapter";
import { BetterAuthError } from "../../error";
import type {
  AdapterFactory,
  AdapterFactoryConfig,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
  DBAdapterDebugLogOption,
  ResolvedSchema,
  Row,
} from "../../types";
import { withJoins, withOneStepCalls } from "../one-step-calls";
import { type Connection, connect } from "./connection";
import type { Database } from "./database";
import { insertIfAbsent } from "./inserts";
import { type Access, makeReads } from "./reads";
import { type DrizzleProvider, isProvider } from "./schema/providers";
import { type ModelTable, makeTables } from "./table";
import { consumeRows, makeWrites } from "./writes";

/** A database of Drizzle ORM, of any driver, structurally. */
export interface DB {
  select(fields?: never): unknown;
  insert(table: never): unknown;
  update(table: never): unknown;
  delete(table: never): unknown;
}

/** How the Drizzle adapter is set up. */
export interface DrizzleAdapterConfig {
  /** The dialect of the database. */
  provider: DrizzleProvider;
  /** Drizzle's tables by name, as in `import * as schema from "./auth-schema"`. @default what `drizzle()` was given */
  schema?: Record<string, unknown> | undefined;
  /** Tables are called after their model with an "s". @default false */
  usePlural?: boolean | undefined;
  /** @default false */
  debugLogs?: DBAdapterDebugLogOption | undefined;
  /** The generated schema keeps names in camel case. @default false: snake case */
  camelCase?: boolean | undefined;
  /** Several writes that belong together are one transaction. @default false: they run one by one */
  transaction?: boolean | undefined;
  /** The schema of PostgreSQL that the generated tables are in. @default the connection's own */
  schemaName?: string | undefined;
}

function schemaOf(db: Database, { schema }: DrizzleAdapterConfig): Record<string, unknown> {
  const found = schema ?? db._?.fullSchema;
  if (found !== undefined && Object.keys(found).length > 0) return found;
  throw new BetterAuthError(
    "drizzleAdapter: expected tables, got none. Pass them, as in drizzleAdapter(db, { schema }) or drizzle(client, { schema }); " +
      "`npx @better-auth/cli generate` makes them.",
  );
}

/** What is made once, however many transactions there are. */
interface Shared {
  readonly config: DrizzleAdapterConfig;
  readonly options: BetterAuthOptions;
  readonly prepared: PreparedAdapter;
  readonly tableOf: (logical: string) => ModelTable;
}

const adapterConfig = ({ provider, usePlural, debugLogs }: DrizzleAdapterConfig): AdapterFactoryConfig => ({
  adapterId: "drizzle",
  adapterName: "Drizzle Adapter",
  usePlural: usePlural ?? false,
  debugLogs: debugLogs ?? false,
  supportsUUIDs: provider === "pg",
  // Drizzle's columns convert them; for those that do not, `values.ts` does.
  supportsJSON: true,
  supportsArrays: true,
});

/** Tables are looked for when one is needed: they are not there yet while the command line generates them. */
function lazyTables(
  database: Database,
  config: DrizzleAdapterConfig,
  resolved: ResolvedSchema,
): (logical: string) => ModelTable {
  let tableOf: ((logical: string) => ModelTable) | undefined;
  return (logical) => {
    tableOf ??= makeTables(schemaOf(database, config), resolved, config.usePlural === true);
    return tableOf(logical);
  };
}

/** With `generateId: "uuid"` PostgreSQL makes ids, if the column says so. */
function withUuid(model: ModelTable, data: Row, { advanced }: BetterAuthOptions): Row {
  const isMissing = data.id === undefined && advanced?.database?.generateId === "uuid";
  return isMissing && !model.id.column.hasDefault ? { ...data, id: crypto.randomUUID() } : data;
}

function makeCustom(access: Access, { config, options }: Shared): CustomAdapter {
  const writes = makeWrites(access);
  return {
    ...makeReads(access),
    ...writes,
    create: (args) => writes.create({ ...args, data: withUuid(access.tableOf(args.modelKey), args.data, options) }),
    createSchema: async ({ file }) => ({
      // Nobody but the command line asks for it.
      code: (await import("./schema/generate")).generateDrizzleSchema(options, config),
      path: file ?? "./auth-schema.ts",
      overwrite: true,
    }),
    options: { ...config },
  };
}

function makeAdapter(
  connection: Connection,
  shared: Shared,
  transaction: AdapterFactoryConfig["transaction"],
): DBAdapter {
  const { options, prepared, tableOf } = shared;
  const { helpers } = prepared;
  const access: Access = {
    connection,
    tableOf,
    physicalName: (model, field) => helpers.getFieldName({ model, field }),
  };
  return withOneStepCalls(prepared.make(makeCustom(access, shared), transaction), helpers, {
    insertIfAbsent: (model, row, uniqueField) =>
      insertIfAbsent(connection, tableOf(model), withUuid(tableOf(model), row, options), uniqueField),
    consumeRows: (model, where) => consumeRows(connection, tableOf(model), where),
  });
}

/**
 * Keeps the rows in tables of Drizzle ORM: SQLite, PostgreSQL or MySQL, through any of its drivers. The tables are those of
 * `npx @better-auth/cli generate`, or your own with the same names.
 *
 * @param db what `drizzle()` gives
 * @throws {BetterAuthError} for an unknown provider; at the first call that needs a table or a column that is missing
 * @example
 * betterAuth({ database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }) });
 */
export function drizzleAdapter(db: DB, config: DrizzleAdapterConfig): AdapterFactory {
  const given: unknown = config?.provider;
  if (!isProvider(given)) {
    throw new BetterAuthError(
      `drizzleAdapter: provider: expected "pg", "mysql" or "sqlite", got ${JSON.stringify(given)}.`,
    );
  }
  const database = db as unknown as Database;
  return (options) => {
    const connection = connect(database, config.provider);
    // Joins of one row are a part of the statement, lists are one statement more.
    const prepared = prepareAdapter(withJoins(options), adapterConfig(config));
    const tableOf = lazyTables(database, config, prepared.helpers.schema);
    const shared: Shared = { config, options, prepared, tableOf };
    const made = new WeakMap<Connection, DBAdapter>();
    const inTransaction: NonNullable<AdapterFactoryConfig["transaction"]> = (callback) =>
      connection.transaction((inside) => {
        const adapter = made.get(inside) ?? makeAdapter(inside, shared, false);
        made.set(inside, adapter);
        return callback(adapter);
      });
    return makeAdapter(connection, shared, config.transaction ? inTransaction : false);
  };
}
