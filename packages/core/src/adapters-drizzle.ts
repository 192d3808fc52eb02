export { type DB, type DrizzleAdapterConfig, drizzleAdapter } from "./adapters/drizzle/drizzle-adapter";
