export {
  type DrizzleProvider,
  type DrizzleSchemaConfig,
  generateDrizzleSchema,
} from "./adapters/drizzle/schema/generate";
export { isProvider } from "./adapters/drizzle/schema/providers";
