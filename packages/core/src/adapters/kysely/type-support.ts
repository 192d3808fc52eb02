import type { DatabaseType } from "../../types";

/** What the types of a database can hold. */
export interface TypeSupport {
  readonly dates: boolean;
  /** A date as it is bound. */
  bindDate(date: Date): Date | string;
  readonly booleans: boolean;
  readonly json: boolean;
}

const asItIs = (date: Date): Date => date;

// SQL Server: its driver binds a date as DATETIME, which holds every third millisecond. Text is exact; the zone goes, because
// columns without one take none.
/** What each dialect holds natively; the rest is kept as text and numbers. */
export const TYPE_SUPPORT: Readonly<Record<DatabaseType, TypeSupport>> = {
  sqlite: { dates: false, bindDate: (date) => date.toISOString(), booleans: false, json: false },
  postgres: { dates: true, bindDate: asItIs, booleans: true, json: true },
  mysql: { dates: true, bindDate: asItIs, booleans: false, json: true },
  mssql: { dates: true, bindDate: (date) => date.toISOString().slice(0, -1), booleans: false, json: false },
};
