import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { requireSession, sessionMiddleware } from "better-auth/hono";
import { Hono, type MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { auth } from "./auth.ts";
import type { Env } from "./env.ts";
import { page } from "./layout.tsx";
import { Broken, Dashboard, Home, NotFound, SignIn, SignUp } from "./pages.tsx";

const app = new Hono<Env>();

app.on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw));
app.use(serveStatic({ root: "dist/public" }));

app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:"] } }));
app.use(async (c, next) => {
  await next();
  c.header("cache-control", "private, no-store"); // pages say who is signed in
});
app.use(sessionMiddleware(auth));

app.get("/", (c) => c.html(page(c.var, "Hono demo", <Home user={c.get("user")} />)));

const onlySignedIn = requireSession(auth, (c) => c.redirect("/sign-in?next=%2Fdashboard"));

app.get("/dashboard", onlySignedIn, (c) =>
  c.html(page(c.var, "Dashboard", <Dashboard user={c.get("user")} session={c.get("session")} />)),
);

// The handler refuses requests that other sites make; a call of auth.api is guarded by whoever makes it.
app.post("/dashboard", csrf(), onlySignedIn, async (c) => {
  const { nickname } = await c.req.parseBody();
  const { headers } = await auth.api.updateUser({
    headers: c.req.raw.headers,
    body: { nickname: String(nickname) },
    returnHeaders: true,
  });
  for (const line of headers.getSetCookie()) c.header("set-cookie", line, { append: true });
  return c.redirect("/dashboard", 303);
});

const onlyVisitors: MiddlewareHandler<Env> = async (c, next) => (c.get("user") ? c.redirect("/dashboard") : next());

app.get("/sign-in", onlyVisitors, (c) =>
  c.html(page(c.var, "Sign in", <SignIn hasEnded={c.req.query("ended") !== undefined} />)),
);
app.get("/sign-up", onlyVisitors, (c) => c.html(page(c.var, "Create an account", <SignUp />)));

app.get("/broken", () => {
  throw new Error("the secret of the broken page");
});

app.notFound((c) => c.html(page(c.var, "Not found", <NotFound />), 404));

app.onError((error, c) => {
  if (error instanceof HTTPException) return error.getResponse();
  console.error(error);
  return c.html(page(c.var, "Something went wrong", <Broken />), 500);
});

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: "localhost" });
