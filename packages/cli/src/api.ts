export type { DBAdapter } from "@better-auth/core/types";
export {
  adapters,
  generateDrizzleSchema,
  generateKyselySchema,
  generatePrismaSchema,
  generateSchema,
  type SchemaFile,
  type SchemaGenerator,
  type SchemaGeneratorInput,
  type SchemaGeneratorResult,
} from "./generate/programmatic";
