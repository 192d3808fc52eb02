export * from "@better-auth/node";
