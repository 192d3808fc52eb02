export * from "@better-auth/tanstack-start/solid";
