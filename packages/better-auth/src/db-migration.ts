export * from "@better-auth/core/db/migration";
