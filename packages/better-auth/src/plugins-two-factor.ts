export * from "@better-auth/plugins/two-factor";
