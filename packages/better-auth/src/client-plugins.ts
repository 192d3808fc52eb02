export * from "@better-auth/client/plugins";
