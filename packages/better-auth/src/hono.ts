export * from "@better-auth/node/hono";
