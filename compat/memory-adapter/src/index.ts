export * from "@better-auth/core/adapters/memory";
