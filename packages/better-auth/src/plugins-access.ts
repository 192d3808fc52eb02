export * from "@better-auth/plugins/access";
