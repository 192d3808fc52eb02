export * from "@better-auth/remix";
