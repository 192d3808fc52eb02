export * from "@better-auth/svelte";
