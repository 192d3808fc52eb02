export { type PrismaClient, type PrismaConfig, prismaAdapter } from "./adapters/prisma/prisma-adapter";
export type { PrismaProvider } from "./adapters/prisma/providers";
