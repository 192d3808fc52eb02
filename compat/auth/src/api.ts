export * from "@better-auth/cli/api";
