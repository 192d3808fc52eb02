import type { BetterAuthOptions } from "./options";
import type { FieldAttribute, ResolvedSchema } from "./schema";

/** How a clause compares a field with its value. */
export type WhereOperator =
  | "eq"
  | "ne"
  | "lt"
  | "lte"
  | "gt"
  | "gte"
  | "in"
  | "not_in"
  | "contains"
  | "starts_with"
  | "ends_with";

/** A value that a clause compares with. */
export type WhereValue = string | number | boolean | bigint | readonly string[] | readonly number[] | Date | null;

/** One clause of a selection, in logical names. All AND clauses hold and, if there are OR clauses, one of them. */
export interface Where {
  field: string;
  value: WhereValue;
  /** @default "eq" */
  operator?: WhereOperator | undefined;
  /** @default "AND" */
  connector?: "AND" | "OR" | undefined;
  /** Upper and lower case of strings. @default "sensitive" */
  mode?: "sensitive" | "insensitive" | undefined;
}

/** A clause with every member present, physical names and converted values: what a custom adapter gets. */
export type CleanedWhere = { [K in keyof Where]-?: NonNullable<Where[K]> | (K extends "value" ? null : never) };

/** Related models to read along: `{ user: true }`, or `{ account: { limit: 10 } }`. */
export type JoinOption = Record<string, boolean | { limit?: number | undefined }>;

/** A resolved join, by physical model name: what a custom adapter gets. */
export type JoinConfig = Record<
  string,
  {
    modelKey: string;
    on: { from: string; to: string };
    limit: number;
    relation: "one-to-one" | "one-to-many" | "many-to-many";
  }
>;

/** The order of a list. */
export interface SortBy {
  field: string;
  direction: "asc" | "desc";
}

/** A row on its way in or out of a database. */
export type Row = Record<string, unknown>;

/** What every database looks like to the rest of the core, inside a transaction. Names are logical or physical. */
export interface DBTransactionAdapter {
  readonly id: string;
  readonly options?: (Record<string, unknown> & { adapterConfig?: AdapterFactoryConfig | undefined }) | undefined;
  create<T = Row>(args: {
    model: string;
    data: Row;
    select?: string[] | undefined;
    /** Use `data.id` as the id; without it a given id is dropped with a warning. */
    forceAllowId?: boolean | undefined;
  }): Promise<T>;
  findOne<T = Row>(args: {
    model: string;
    where: Where[];
    select?: string[] | undefined;
    join?: JoinOption | undefined;
  }): Promise<T | null>;
  findMany<T = Row>(args: {
    model: string;
    where?: Where[] | undefined;
    /** @default advanced.database.defaultFindManyLimit, else 100 */
    limit?: number | undefined;
    select?: string[] | undefined;
    sortBy?: SortBy | undefined;
    offset?: number | undefined;
    join?: JoinOption | undefined;
  }): Promise<T[]>;
  count(args: { model: string; where?: Where[] | undefined }): Promise<number>;
  update<T = Row>(args: { model: string; where: Where[]; update: Row }): Promise<T | null>;
  updateMany(args: { model: string; where: Where[]; update: Row }): Promise<number>;
  delete(args: { model: string; where: Where[] }): Promise<void>;
  deleteMany(args: { model: string; where: Where[] }): Promise<number>;
  /** Deletes one matching row and gives it back; of parallel callers one gets it. */
  consumeOne<T = Row>(args: { model: string; where: Where[] }): Promise<T | null>;
  /**
   * Deletes every matching row and gives them back, in one atomic step: of parallel callers one gets them.
   * Optional: our own adapters have it; without it the stores take the newest row with `consumeOne`, then delete the rest.
   */
  consumeMany?<T = Row>(args: { model: string; where: Where[] }): Promise<T[]>;
  /** Adds to counters (and sets fields) of one row that still matches, in one atomic step. */
  incrementOne<T = Row>(args: {
    model: string;
    where: Where[];
    increment: Record<string, number>;
    set?: Row | undefined;
  }): Promise<T | null>;
  /**
   * Creates the row unless one with the same value in a unique field is there; `null` then.
   * Optional: our SQL adapters have it as one statement; without it the stores read first and rely on the unique index.
   */
  createIfAbsent?<T = Row>(args: {
    model: string;
    data: Row;
    uniqueField: string;
    forceAllowId?: boolean | undefined;
  }): Promise<T | null>;
  /**
   * Creates the row if another one matches; `null` otherwise. One step: whoever changes or deletes that other row was there
   * before, or waits and then sees the new row, too. Its clauses name one row (a unique field).
   * Optional: our SQL adapters have it as one statement; without it the stores write to the other row in one transaction with the new one.
   */
  createIfPresent?<T = Row>(args: {
    model: string;
    data: Row;
    present: { model: string; where: Where[] };
    forceAllowId?: boolean | undefined;
  }): Promise<T | null>;
  createSchema?(options: BetterAuthOptions, file?: string): Promise<DBAdapterSchemaCreation | undefined>;
}

/** What every database looks like to the rest of the core. */
export interface DBAdapter extends DBTransactionAdapter {
  /** Runs the callback in a transaction, where the database has them; a throw rolls back. */
  transaction<R>(callback: (trx: DBTransactionAdapter) => Promise<R>): Promise<R>;
  /** `true` when joins are one statement, whatever `advanced.database.joins` says. */
  readonly nativeJoins?: boolean | undefined;
}

/** A file that a generator wants written. */
export interface DBAdapterSchemaCreation {
  code: string;
  path: string;
  append?: boolean | undefined;
  overwrite?: boolean | undefined;
}

/** `betterAuth({ database: myAdapter(config) })`: called once with the options. */
export type AdapterFactory = (options: BetterAuthOptions) => DBAdapter;

/** Which calls are logged. */
export type DBAdapterDebugLogOption =
  | boolean
  | {
      logCondition?: (() => boolean) | undefined;
      create?: boolean | undefined;
      update?: boolean | undefined;
      updateMany?: boolean | undefined;
      findOne?: boolean | undefined;
      findMany?: boolean | undefined;
      delete?: boolean | undefined;
      deleteMany?: boolean | undefined;
      consumeOne?: boolean | undefined;
      incrementOne?: boolean | undefined;
      count?: boolean | undefined;
    }
  | { isRunningAdapterTests: boolean };

/** What a custom adapter says about its database. */
export interface AdapterFactoryConfig {
  adapterId: string;
  /** For log lines. @default adapterId */
  adapterName?: string | undefined;
  /** Table names end in "s". @default false */
  usePlural?: boolean | undefined;
  debugLogs?: DBAdapterDebugLogOption | undefined;
  /** @default true */
  supportsNumericIds?: boolean | undefined;
  /** The database makes UUIDs itself. @default false */
  supportsUUIDs?: boolean | undefined;
  /** @default false */
  supportsJSON?: boolean | undefined;
  /** @default true */
  supportsDates?: boolean | undefined;
  /** @default true */
  supportsBooleans?: boolean | undefined;
  /** @default false */
  supportsArrays?: boolean | undefined;
  /** @default false: operations run one by one, without roll-back */
  transaction?: false | (<R>(callback: (trx: DBTransactionAdapter) => Promise<R>) => Promise<R>) | undefined;
  /** @default false */
  disableIdGeneration?: boolean | undefined;
  customIdGenerator?: ((props: { model: string }) => string) | undefined;
  mapKeysTransformInput?: Record<string, string> | undefined;
  mapKeysTransformOutput?: Record<string, string> | undefined;
  customTransformInput?:
    | ((props: {
        data: unknown;
        field: string;
        fieldAttributes: FieldAttribute;
        action: string;
        model: string;
        schema: ResolvedSchema;
        options: BetterAuthOptions;
      }) => unknown)
    | undefined;
  customTransformOutput?:
    | ((props: {
        data: unknown;
        field: string;
        fieldAttributes: FieldAttribute;
        select: string[];
        model: string;
        schema: ResolvedSchema;
        options: BetterAuthOptions;
      }) => unknown)
    | undefined;
  /** @default false */
  disableTransformInput?: boolean | undefined;
  /** @default false */
  disableTransformOutput?: boolean | undefined;
  /** @default false */
  disableTransformJoin?: boolean | undefined;
}

/** Names and transforms that the factory gives to a custom adapter. */
export interface AdapterFactoryHelpers {
  options: BetterAuthOptions;
  schema: ResolvedSchema;
  debugLog: (...args: unknown[]) => void;
  /** Any spelling of a model → its table name. */
  getModelName: (model: string) => string;
  getFieldName: (names: { model: string; field: string }) => string;
  /** Any spelling of a model → its logical name; throws BetterAuthError for an unknown one. */
  getDefaultModelName: (model: string) => string;
  getDefaultFieldName: (names: { model: string; field: string }) => string;
  getFieldAttributes: (names: { model: string; field: string }) => FieldAttribute;
  transformInput: (data: Row, model: string, action: "create" | "update", forceAllowId?: boolean) => Promise<Row>;
  transformOutput: (row: Row | null, model: string, select?: string[], join?: JoinConfig) => Promise<Row | null>;
  transformWhereClause: (args: {
    model: string;
    where: Where[] | undefined;
    action: string;
  }) => CleanedWhere[] | undefined;
}

/** A call of a custom adapter names the table both ways. */
export interface ModelTarget {
  /** Physical. */
  model: string;
  /** Logical. */
  modelKey: string;
}

/** What the author of an adapter writes. `where` is physical; `select` and `sortBy.field` are logical; rows are physical. */
export interface CustomAdapter {
  create(args: ModelTarget & { data: Row }): Promise<Row>;
  findOne(
    args: ModelTarget & { where: CleanedWhere[]; select?: string[] | undefined; join?: JoinConfig | undefined },
  ): Promise<Row | null>;
  findMany(
    args: ModelTarget & {
      where?: CleanedWhere[] | undefined;
      limit: number;
      select?: string[] | undefined;
      sortBy?: SortBy | undefined;
      offset?: number | undefined;
      join?: JoinConfig | undefined;
    },
  ): Promise<Row[]>;
  count(args: ModelTarget & { where?: CleanedWhere[] | undefined }): Promise<number>;
  update(args: ModelTarget & { where: CleanedWhere[]; update: Row }): Promise<Row | null>;
  updateMany(args: ModelTarget & { where: CleanedWhere[]; update: Row }): Promise<number>;
  delete(args: ModelTarget & { where: CleanedWhere[] }): Promise<void>;
  deleteMany(args: ModelTarget & { where: CleanedWhere[] }): Promise<number>;
  consumeOne?(args: ModelTarget & { where: CleanedWhere[] }): Promise<Row | null>;
  incrementOne?(
    args: ModelTarget & { where: CleanedWhere[]; increment: Record<string, number>; set?: Row | undefined },
  ): Promise<Row | null>;
  createSchema?(args: { file?: string | undefined; tables: ResolvedSchema }): Promise<DBAdapterSchemaCreation>;
  options?: Record<string, unknown> | undefined;
}
