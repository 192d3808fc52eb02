import type { Framework } from "./framework";

export const fastify: Framework = {
  id: "fastify",
  aliases: [],
  name: "Fastify",
  dependency: "fastify",
  configFiles: [],
  clientModule: null,
  developmentUrl: "http://localhost:3000",
  readsEnvironmentFile: false,
  mount: () => ({
    kind: "lines",
    // A plugin of its own, so that the bodies of these routes alone are left to the handler.
    write: (importAuth) => [
      'import { toNodeHandler } from "better-auth/node";',
      importAuth,
      "",
      "app.register(async (routes) => {",
      "  routes.removeAllContentTypeParsers();",
      '  routes.addContentTypeParser("*", (_request, _payload, done) => done(null));',
      '  routes.all("/api/auth/*", async (request, reply) => {',
      "    reply.hijack();",
      "    await toNodeHandler(auth)(request.raw, reply.raw);",
      "  });",
      "});",
    ],
  }),
};
