export * from "@better-auth/solid";
