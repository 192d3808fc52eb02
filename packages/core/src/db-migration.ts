export { getMigrations, type MigrationResult } from "./adapters/kysely/migrations";
export { matchType } from "./database/column-type";
export type { SchemaProblem, TableChange, UnsafeChange } from "./database/migration-plan";
export type { WantedIndex } from "./database/table-indexes";
export { UnsafeMigrationError } from "./database/unsafe-migration-error";
