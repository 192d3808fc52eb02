export * from "@better-auth/core/minimal";
