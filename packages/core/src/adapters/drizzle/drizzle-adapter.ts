import { createAdapterFactory } from "../../database/adapter-factory/create-adapter";
import { BetterAuthError } from "../../error";
import type {
  AdapterFactory,
  AdapterFactoryConfig,
  AdapterFactoryHelpers,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
  DBAdapterDebugLogOption,
  Row,
} from "../../types";
import { type Connection, connect } from "./connection";
import type { Database } from "./database";
import { insertIfAbsent } from "./inserts";
import { type Access, makeReads } from "./reads";
import { generateDrizzleSchema } from "./schema/generate";
import type { DrizzleProvider } from "./schema/providers";
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

const PROVIDERS: readonly unknown[] = ["pg", "mysql", "sqlite"];

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
  readonly schema: Record<string, unknown>;
  /** Set by the first adapter that is made. */
  tableOf: ((logical: string) => ModelTable) | undefined;
}

const adapterConfig = (
  { provider, usePlural, debugLogs }: DrizzleAdapterConfig,
  transaction: AdapterFactoryConfig["transaction"],
): AdapterFactoryConfig => ({
  adapterId: "drizzle",
  adapterName: "Drizzle Adapter",
  usePlural: usePlural ?? false,
  debugLogs: debugLogs ?? false,
  supportsUUIDs: provider === "pg",
  // Drizzle's columns convert them; for those that do not, `values.ts` does.
  supportsJSON: true,
  supportsArrays: true,
  transaction,
});

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
      code: generateDrizzleSchema(options, config),
      path: file ?? "./auth-schema.ts",
      overwrite: true,
    }),
    options: { ...config },
  };
}

/** The calls that the factory does not know. */
function withOneStepCalls(
  adapter: DBAdapter,
  { connection, tableOf, physicalName }: Access,
  helpers: AdapterFactoryHelpers,
  { options }: Shared,
): DBAdapter {
  const output = (row: Row, model: string) => helpers.transformOutput(row, model) as Promise<Row>;
  const calls: Pick<Required<DBAdapter>, "createIfAbsent" | "consumeMany"> = {
    async createIfAbsent<T>({
      model,
      data,
      uniqueField,
      forceAllowId,
    }: Parameters<Required<DBAdapter>["createIfAbsent"]>[0]) {
      const logical = helpers.getDefaultModelName(model);
      const table = tableOf(logical);
      const row = await helpers.transformInput(data, logical, "create", forceAllowId);
      const created = await insertIfAbsent(
        connection,
        table,
        withUuid(table, row, options),
        physicalName(logical, uniqueField),
      );
      return created === null ? null : ((await output(created, logical)) as T);
    },
    async consumeMany<T>({ model, where }: Parameters<Required<DBAdapter>["consumeMany"]>[0]) {
      const logical = helpers.getDefaultModelName(model);
      const clauses = helpers.transformWhereClause({ model: logical, where, action: "deleteMany" }) ?? [];
      const rows = await consumeRows(connection, tableOf(logical), clauses);
      return (await Promise.all(rows.map((row) => output(row, logical)))) as T[];
    },
  };
  // On the adapter itself: without transactions, the callback of one gets it as it is.
  return Object.assign(adapter, calls, { nativeJoins: true });
}

/** Joins of one row are a part of the statement, lists are one statement more: they always pay. */
function withJoins(options: BetterAuthOptions): BetterAuthOptions {
  const { advanced } = options;
  return { ...options, advanced: { ...advanced, database: { ...advanced?.database, joins: true } } };
}

function makeAdapter(
  connection: Connection,
  shared: Shared,
  transaction: AdapterFactoryConfig["transaction"],
): DBAdapter {
  let made: { access: Access; helpers: AdapterFactoryHelpers } | undefined;
  const factory = createAdapterFactory({
    config: adapterConfig(shared.config, transaction),
    adapter: (helpers) => {
      shared.tableOf ??= makeTables(shared.schema, helpers.schema, shared.config.usePlural === true);
      const access: Access = {
        connection,
        tableOf: shared.tableOf,
        physicalName: (model, field) => helpers.getFieldName({ model, field }),
      };
      made = { access, helpers };
      return makeCustom(access, shared);
    },
  });
  const adapter = factory(withJoins(shared.options));
  const { access, helpers } = made as NonNullable<typeof made>;
  return withOneStepCalls(adapter, access, helpers, shared);
}

/**
 * Keeps the rows in tables of Drizzle ORM: SQLite, PostgreSQL or MySQL, through any of its drivers. The tables are those of
 * `npx @better-auth/cli generate`, or your own with the same names.
 *
 * @param db what `drizzle()` gives
 * @throws {BetterAuthError} when there are no tables; when a table or a column is missing, at the first call that needs it
 * @example
 * betterAuth({ database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }) });
 */
export function drizzleAdapter(db: DB, config: DrizzleAdapterConfig): AdapterFactory {
  if (!PROVIDERS.includes(config?.provider)) {
    throw new BetterAuthError(
      `drizzleAdapter: provider: expected "pg", "mysql" or "sqlite", got ${JSON.stringify(config?.provider)}.`,
    );
  }
  const database = db as unknown as Database;
  return (options) => {
    const connection = connect(database, config.provider);
    const shared: Shared = { config, options, schema: schemaOf(database, config), tableOf: undefined };
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
