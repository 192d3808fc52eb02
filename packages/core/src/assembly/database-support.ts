import type { BetterAuthOptions, DBAdapter } from "../types";

/** What an instance can do with databases: `better-auth` brings a query builder, `better-auth/minimal` none. */
export interface DatabaseSupport {
  getAdapter(options: BetterAuthOptions): Promise<DBAdapter>;
  runMigrations(options: BetterAuthOptions): Promise<void>;
}
