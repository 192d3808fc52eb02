export * from "@better-auth/plugins/admin/access";
