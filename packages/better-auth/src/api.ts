export * from "@better-auth/core/api";
