import type { APIRoute } from "astro";
import { auth } from "@/auth";

export const ALL: APIRoute = async (ctx) => {
  // Rate limits count by it.
  ctx.request.headers.set("x-forwarded-for", ctx.clientAddress);
  return auth.handler(ctx.request);
};
