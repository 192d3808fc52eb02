export { isProvider } from "./adapters/prisma/providers";
export {
  type GeneratedPrismaSchema,
  generatePrismaSchema,
  type PrismaProvider,
  type PrismaSchemaConfig,
} from "./adapters/prisma/schema/generate";
