import type { AdapterFactory, DatabaseType, KyselyLike } from "../../types";
import { detectDialect } from "./detect-dialect";
import { makeKyselyDriver } from "./kysely-driver";
import { makeSqlAdapter, type SqlAdapterConfig } from "./sql-adapter";

/** How an adapter over a `Kysely` instance is set up. */
export interface KyselyAdapterConfig extends SqlAdapterConfig {
  /** @default found by the look of the instance's SQL */
  readonly type?: DatabaseType | undefined;
  /** The schema that the tables are in, when it is not the connection's own. */
  readonly schemaName?: string | undefined;
}

/**
 * The built-in SQL adapter over a `Kysely` instance of yours. Its plugins see every statement.
 *
 * @example betterAuth({ database: kyselyAdapter(db, { type: "postgres" }) })
 */
export function kyselyAdapter(db: KyselyLike, config: KyselyAdapterConfig = {}): AdapterFactory {
  return (options) => {
    const { type, schemaName, ...rest } = config;
    return makeSqlAdapter(makeKyselyDriver(db, { dialect: type ?? detectDialect(db), schemaName }), options, rest);
  };
}
