export * from "@better-auth/solid-start";
