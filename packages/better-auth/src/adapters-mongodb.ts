export * from "@better-auth/core/adapters/mongodb";
