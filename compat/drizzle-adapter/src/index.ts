export * from "@better-auth/core/adapters/drizzle";
