import type { AdapterFactoryHelpers, BetterAuthOptions, CleanedWhere, DBAdapter, Row } from "../types";

/** Writes of one step that an adapter over the factory brings besides; names are those of the database, but for the model's. */
export interface OneStepWrites {
  /** `null` when a row has the same value in the unique field. */
  insertIfAbsent(model: string, row: Row, uniqueField: string): Promise<Row | null>;
  /** Deletes the rows and gives them: of parallel callers one gets each. */
  consumeRows(model: string, where: readonly CleanedWhere[]): Promise<readonly Row[]>;
}

/** Gives an adapter of the factory the calls that the factory does not know. */
export function withOneStepCalls(
  adapter: DBAdapter,
  helpers: AdapterFactoryHelpers,
  { insertIfAbsent, consumeRows }: OneStepWrites,
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
      const row = await helpers.transformInput(data, logical, "create", forceAllowId);
      const unique = helpers.getFieldName({ model: logical, field: uniqueField });
      const created = await insertIfAbsent(logical, row, unique);
      return created === null ? null : ((await output(created, logical)) as T);
    },
    async consumeMany<T>({ model, where }: Parameters<Required<DBAdapter>["consumeMany"]>[0]) {
      const logical = helpers.getDefaultModelName(model);
      const clauses = helpers.transformWhereClause({ model: logical, where, action: "deleteMany" }) ?? [];
      const rows = await consumeRows(logical, clauses);
      return (await Promise.all(rows.map((row) => output(row, logical)))) as T[];
    },
  };
  // On the adapter itself: without transactions, the callback of one gets it as it is.
  return Object.assign(adapter, calls, { nativeJoins: true });
}

/** Options with which the factory hands joins to the adapter: where they cost less than queries of their own, they always pay. */
export function withJoins(options: BetterAuthOptions): BetterAuthOptions {
  const { advanced } = options;
  return { ...options, advanced: { ...advanced, database: { ...advanced?.database, joins: true } } };
}
