export * from "@better-auth/core/crypto";
