export * from "@better-auth/plugins";
