import { DatabaseSync } from "node:sqlite";
import { serve } from "@hono/node-server";
import { sessionMiddleware } from "better-auth/hono";
import { Hono } from "hono";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));

const app = new Hono()
  .on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
  .use(sessionMiddleware(auth))
  .get("/me", (c) => c.json(portrait(c.var.user && c.var)));

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
