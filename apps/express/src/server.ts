import { isAPIError } from "better-auth/api";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import express, { type ErrorRequestHandler } from "express";
import { auth } from "./auth.ts";
import * as pages from "./pages.ts";
import { findVisitor } from "./visitor.ts";

const app = express();

app.all("/api/auth/*splat", toNodeHandler(auth));
app.use(express.static("dist/public"));

app.use((_request, response, next) => {
  response.set("cache-control", "private, no-store"); // pages say who is signed in
  response.set("content-security-policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
  next();
});

app.post("/dashboard", express.urlencoded(), async (request, response) => {
  // The handler refuses requests that other sites make; a call of auth.api is guarded by whoever makes it.
  const { isTrustedOrigin } = await auth.$context;
  if (!isTrustedOrigin(request.headers.origin ?? "")) return response.sendStatus(403);
  try {
    const { headers } = await auth.api.updateUser({
      headers: fromNodeHeaders(request.headers),
      body: { nickname: String(request.body.nickname) },
      returnHeaders: true,
    });
    response.append("set-cookie", headers.getSetCookie());
    response.redirect(303, "/dashboard");
  } catch (error) {
    if (!isAPIError(error) || error.statusCode !== 401) throw error;
    response.redirect(303, "/sign-in?ended");
  }
});

app.use(findVisitor);

app.get("/", (_request, response) => {
  response.send(pages.home(response.locals.visitor));
});

app.get("/dashboard", (_request, response) => {
  const { visitor } = response.locals;
  if (visitor === null) return response.redirect("/sign-in?next=%2Fdashboard");
  response.send(pages.dashboard(visitor));
});

app.get(["/sign-in", "/sign-up"], (request, response) => {
  if (response.locals.visitor !== null) return response.redirect("/dashboard");
  response.send(request.path === "/sign-up" ? pages.signUp() : pages.signIn("ended" in request.query));
});

app.get("/broken", () => {
  throw new Error("the secret of the broken page");
});

app.use((_request, response) => {
  response.status(404).send(pages.notFound(response.locals.visitor));
});

const sayItIsBroken: ErrorRequestHandler = (error, _request, response, next) => {
  console.error(error);
  if (response.headersSent) return next(error);
  response.status(500).send(pages.broken());
};
app.use(sayItIsBroken);

app.listen(Number(process.env.PORT ?? 3000), "localhost");
