import { defineMiddleware, sequence } from "astro:middleware";
import { astroMiddleware } from "better-auth/astro";
import { auth } from "./lib/auth";

/** Lets nobody in who is not signed in, and nothing of these pages into a cache. */
const protect = defineMiddleware(async ({ locals, url, redirect }, next) => {
  if (url.pathname !== "/dashboard") return next();
  const response = locals.user ? await next() : redirect(`/sign-in?next=${encodeURIComponent(url.pathname)}`);
  response.headers.set("cache-control", "private, no-store");
  return response;
});

export const onRequest = sequence(astroMiddleware(auth), protect);
