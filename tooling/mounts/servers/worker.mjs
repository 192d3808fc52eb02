// A Worker of Cloudflare: Hono, and D1 behind the instance. Nothing may be read before the first request, so the tables are
// made on demand.
import { env } from "cloudflare:workers";
import { sessionMiddleware } from "better-auth/hono";
import { Hono } from "hono";
import { createAuth, migrate, portrait } from "../auth.mjs";

const auth = createAuth(env.DB, env.BETTER_AUTH_URL);

export default new Hono()
  .post("/migrate", async (c) => {
    await migrate(auth);
    return c.body(null, 204);
  })
  .on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
  .use(sessionMiddleware(auth))
  .get("/me", (c) => c.json(portrait(c.var.user && c.var)));
