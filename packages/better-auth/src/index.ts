export * from "@better-auth/core";
