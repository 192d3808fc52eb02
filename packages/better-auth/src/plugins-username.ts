export * from "@better-auth/plugins/username";
