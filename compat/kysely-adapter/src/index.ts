export { type KyselyAdapterConfig, kyselyAdapter } from "@better-auth/core/adapters/kysely";
export type { DatabaseType as KyselyDatabaseType } from "@better-auth/core/types";
