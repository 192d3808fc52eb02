export * from "@better-auth/node/elysia";
