import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));
const handler = toNodeHandler(auth);

createServer(async (request, response) => {
  if (request.url.startsWith("/api/auth/")) return handler(request, response);
  const { response: found, headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  response.setHeader("set-cookie", headers.getSetCookie());
  response.end(JSON.stringify(portrait(found)));
}).listen(process.env.PORT, "127.0.0.1");
