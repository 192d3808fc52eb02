export {
  type DrizzleProvider,
  type DrizzleSchemaConfig,
  generateDrizzleSchema,
} from "./adapters/drizzle/schema/generate";
