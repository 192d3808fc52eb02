import { Database } from "bun:sqlite";
import { sessionMacro } from "better-auth/elysia";
import { Elysia } from "elysia";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new Database(":memory:"));

new Elysia()
  .all("/api/auth/*", ({ request }) => auth.handler(request), { parse: "none" })
  .macro({ visitor: sessionMacro(auth) })
  .get("/me", ({ user }) => Response.json(portrait(user && { user })), { visitor: true })
  .listen({ port: process.env.PORT, hostname: "127.0.0.1" });
