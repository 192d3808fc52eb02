export { type KyselyAdapterConfig, kyselyAdapter } from "./adapters/kysely/kysely-adapter";
