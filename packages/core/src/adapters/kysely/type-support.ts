import type { DatabaseType } from "../../types";

/** What the types of a database can hold. */
export interface TypeSupport {
  readonly dates: boolean;
  readonly booleans: boolean;
  readonly json: boolean;
}

/** What each dialect holds natively; the rest is kept as text and numbers. */
export const TYPE_SUPPORT: Readonly<Record<DatabaseType, TypeSupport>> = {
  sqlite: { dates: false, booleans: false, json: false },
  postgres: { dates: true, booleans: true, json: true },
  mysql: { dates: true, booleans: false, json: true },
  mssql: { dates: true, booleans: false, json: false },
};
