export * from "@better-auth/astro";
