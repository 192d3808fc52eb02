export * from "@better-auth/core/node";
