export * from "@better-auth/plugins/generic-oauth";
