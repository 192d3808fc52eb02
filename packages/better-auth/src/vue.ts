export * from "@better-auth/vue";
