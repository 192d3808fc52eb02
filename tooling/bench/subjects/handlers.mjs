// What frameworks put around the handler of an instance, each by its documented way.

import { toAstroHandler } from "better-auth/astro";
import { requireSession } from "better-auth/elysia";
import { sessionMiddleware } from "better-auth/hono";
import { toNextJsHandler } from "better-auth/next-js";
import { toNodeHandler } from "better-auth/node";
import { toRemixHandler } from "better-auth/remix";
import { toSolidStartHandler } from "better-auth/solid-start";
import { svelteKitHandler, toSvelteKitHandler } from "better-auth/svelte-kit";
import { Elysia } from "elysia";
import { Hono } from "hono";

const withEvent = (handle) => (request) => handle({ request });

/** Handlers of ours: from an instance to a function from `Request` to `Response`. */
export const mounts = {
  "auth.handler": (auth) => auth.handler,
  "next-js": (auth) => toNextJsHandler(auth).GET,
  astro: (auth) => withEvent(toAstroHandler(auth).GET),
  remix: (auth) => withEvent(toRemixHandler(auth).loader),
  "solid-start": (auth) => withEvent(toSolidStartHandler(auth).GET),
  "svelte-kit, a route": (auth) => withEvent(toSvelteKitHandler(auth)),
  "svelte-kit, the hook": (auth) => (request) =>
    svelteKitHandler({ auth, event: { request }, resolve: () => new Response(), building: false }),
};

/**
 * Routes of frameworks that read the session: by a call in the route, by the least that fills the framework's context for
 * every route and passes the cookies of an extended session on, written by hand, and by what we have for it.
 */
export const readers = {
  hono: {
    "auth.api.getSession": (auth) =>
      new Hono().get("*", async (c) => c.json(await auth.api.getSession({ headers: c.req.raw.headers }))).fetch,
    "middleware by hand": (auth) =>
      new Hono()
        .use(async (c, next) => {
          const { headers, response } = await auth.api.getSession({ headers: c.req.raw.headers, returnHeaders: true });
          c.set("user", response?.user ?? null);
          c.set("session", response?.session ?? null);
          await next();
          for (const line of headers.getSetCookie()) c.header("set-cookie", line, { append: true });
        })
        .get("*", (c) => c.json(c.var)).fetch,
    sessionMiddleware: (auth) => new Hono().use(sessionMiddleware(auth)).get("*", (c) => c.json(c.var)).fetch,
  },
  elysia: {
    "auth.api.getSession": (auth) =>
      new Elysia().get("*", ({ request }) => auth.api.getSession({ headers: request.headers })).fetch,
    "macro by hand": (auth) =>
      new Elysia()
        .macro({
          auth: {
            async resolve({ request, set, status }) {
              const { headers, response } = await auth.api.getSession({
                headers: request.headers,
                returnHeaders: true,
              });
              const lines = headers.getSetCookie();
              if (lines.length > 0) set.headers["set-cookie"] = lines;
              return response === null ? status(401) : { user: response.user, session: response.session };
            },
          },
        })
        .get("*", ({ user, session }) => ({ user, session }), { auth: true }).fetch,
    requireSession: (auth) =>
      new Elysia()
        .macro({ auth: requireSession(auth) })
        .get("*", ({ user, session }) => ({ user, session }), { auth: true }).fetch,
  },
};

/** Listeners of Node's server: the least that can be written by hand, and ours. */
export const listeners = {
  "by hand": (auth) => async (request, response) => {
    const { method, headers } = request;
    const answer = await auth.handler(new Request(`http://${headers.host}${request.url}`, { method, headers }));
    response.statusCode = answer.status;
    for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
    const setCookies = answer.headers.getSetCookie();
    if (setCookies.length > 0) response.setHeader("set-cookie", setCookies);
    response.end(await answer.text());
  },
  toNodeHandler: (auth) => toNodeHandler(auth),
};
