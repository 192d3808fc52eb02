// React Router 7, with its middleware turned on and without it.
import { reactRouterCookies, sessionMiddleware, sessionReader, toRemixHandler } from "better-auth/remix";
import { createContext, createRequestHandler, data, redirect } from "react-router-7";
import { it } from "vitest";
import { buildOf, makeAuth, visit } from "./remix-visit.mjs";

it("mounts the handler, the middleware fills the context and sets the cookies of loaders and actions", async () => {
  const { auth, age } = await makeAuth([reactRouterCookies()]);
  const sessionContext = createContext();

  const root = { middleware: [sessionMiddleware(auth, sessionContext)] };
  const me = {
    loader: ({ context }) => {
      const session = context.get(sessionContext);
      if (session === null) throw redirect("/sign-in");
      return { name: session.user.name };
    },
  };
  const signIn = {
    action: async ({ request }) => {
      const form = await request.formData();
      await auth.api.signInEmail({
        body: { email: form.get("email"), password: form.get("password") },
        headers: request.headers,
      });
      return redirect("/me");
    },
  };
  const handler = { resource: true, ...toRemixHandler(auth) };
  const build = buildOf(root, { "api/auth/*": handler, me, "sign-in": signIn }, { v8_middleware: true });
  await visit(createRequestHandler(build, "production"), age);
});

it("mounts the handler, loaders and actions pass cookies on, without middleware", async () => {
  const { auth, age } = await makeAuth();
  const getSession = sessionReader(auth);

  const me = {
    loader: async ({ request }) => {
      const { session, headers } = await getSession(request);
      if (session === null) throw redirect("/sign-in", { headers });
      return data({ name: session.user.name }, { headers });
    },
  };
  const signIn = {
    action: async ({ request }) => {
      const form = await request.formData();
      const { headers } = await auth.api.signInEmail({
        body: { email: form.get("email"), password: form.get("password") },
        headers: request.headers,
        returnHeaders: true,
      });
      return redirect("/me", { headers });
    },
  };
  const handler = { resource: true, ...toRemixHandler(auth) };
  const build = buildOf({}, { "api/auth/*": handler, me, "sign-in": signIn });
  await visit(createRequestHandler(build, "production"), age);
});
