export * from "@better-auth/core/adapters/prisma";
