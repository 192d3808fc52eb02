export * from "@better-auth/core/db/adapter/minimal";
