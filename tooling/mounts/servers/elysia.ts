import { DatabaseSync } from "node:sqlite";
import { node } from "@elysiajs/node";
import { requireSession, sessionMacro } from "better-auth/elysia";
import { Elysia, t } from "elysia";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));

const mounted = new Elysia({ adapter: node() });
// Without a prefix: with one, `mount` cuts it off.
if (process.env.MOUNT === "mount") mounted.mount(auth.handler);
else mounted.all("/api/auth/*", ({ request }) => auth.handler(request), { parse: "none" });

const app = mounted
  .macro({ visitor: sessionMacro(auth), auth: requireSession(auth) })
  .get("/me", ({ user }) => Response.json(portrait(user && { user })), { visitor: true })
  .get("/nickname", ({ user }) => `You are ${user.nickname ?? user.name}`, { auth: true });

app.post(
  "/nickname",
  async ({ body, request, set, status }) => {
    // The handler refuses requests that other sites make; a call of auth.api is guarded by whoever makes it.
    const { isTrustedOrigin } = await auth.$context;
    if (!isTrustedOrigin(request.headers.get("origin") ?? "")) return status(403);
    const { headers } = await auth.api.updateUser({ headers: request.headers, body, returnHeaders: true });
    set.headers["set-cookie"] = headers.getSetCookie();
    return { status: true };
  },
  { auth: true, body: t.Object({ nickname: t.String({ maxLength: 50 }) }) },
);

app.listen({ port: Number(process.env.PORT), hostname: "127.0.0.1" });
