// Deno's own server, and the SQLite of Node that is in it.

import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));

Deno.serve({ port: Number(process.env.PORT), hostname: "127.0.0.1" }, async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/api/auth/")) return auth.handler(request);
  if (pathname !== "/me") return new Response(null, { status: 404 });
  const { response: found, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true });
  return Response.json(portrait(found), { headers });
});
