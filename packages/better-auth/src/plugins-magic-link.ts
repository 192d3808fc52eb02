export * from "@better-auth/plugins/magic-link";
