import type { DBAdapter } from "../../types";
import type { Driver } from "./driver";

/** The database behind an adapter of ours, for migrations. */
export interface SqlConnection {
  readonly driver: Driver;
  readonly usePlural: boolean;
}

/** Where an adapter keeps it. Of the registry, so that another copy of this package finds it too. */
const KEY: unique symbol = Symbol.for("better-auth.sql-connection");

type Holder = { [KEY]?: SqlConnection };

/** Keeps the database behind an adapter where `connectionOf` finds it. */
export function keepConnection(adapter: DBAdapter, connection: SqlConnection): void {
  Object.defineProperty(adapter, KEY, { value: connection, enumerable: false });
}

/** The database behind an adapter; undefined when the adapter is not ours. */
export function connectionOf(adapter: DBAdapter): SqlConnection | undefined {
  return (adapter as Holder)[KEY];
}
