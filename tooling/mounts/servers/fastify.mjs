import { DatabaseSync } from "node:sqlite";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import Fastify from "fastify";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));
const app = Fastify();
const handler = toNodeHandler(auth);

const mounts = {
  /** Routes of their own, whose bodies nobody parses. */
  scope: async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser("*", (_request, _payload, done) => done(null));
    routes.all("/api/auth/*", async (request, reply) => {
      reply.hijack();
      await handler(request.raw, reply.raw);
    });
  },
  /** The body that Fastify has parsed is handed on. */
  parsed: async (routes) => {
    routes.all("/api/auth/*", async (request, reply) => {
      reply.hijack();
      await handler(Object.assign(request.raw, { body: request.body }), reply.raw);
    });
  },
  /** A `Request` made by hand. */
  "by hand": async (routes) => {
    routes.route({
      method: ["GET", "POST"],
      url: "/api/auth/*",
      async handler(request, reply) {
        const answer = await auth.handler(
          new Request(new URL(request.url, `http://${request.headers.host}`), {
            method: request.method,
            headers: fromNodeHeaders(request.headers),
            ...(request.body ? { body: JSON.stringify(request.body) } : {}),
          }),
        );
        reply.status(answer.status);
        answer.headers.forEach((value, name) => {
          reply.header(name, value);
        });
        return reply.send(answer.body ? await answer.text() : null);
      },
    });
  },
};
app.register(mounts[process.env.MOUNT]);

app.get("/me", async (request, reply) => {
  const { response: found, headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  reply.header("set-cookie", headers.getSetCookie()).type("application/json");
  return JSON.stringify(portrait(found));
});

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
