// Bun's own server.
import { Database } from "bun:sqlite";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new Database(":memory:"));

Bun.serve({
  port: process.env.PORT,
  hostname: "127.0.0.1",
  routes: {
    "/api/auth/*": auth.handler,
    "/me": async (request) => {
      const { response: found, headers } = await auth.api.getSession({
        headers: request.headers,
        returnHeaders: true,
      });
      return Response.json(portrait(found), { headers });
    },
  },
});
