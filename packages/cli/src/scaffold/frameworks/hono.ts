import type { Framework } from "./framework";

export const hono: Framework = {
  id: "hono",
  aliases: [],
  name: "Hono",
  dependency: "hono",
  configFiles: [],
  clientModule: null,
  developmentUrl: "http://localhost:3000",
  readsEnvironmentFile: false,
  mount: () => ({
    kind: "lines",
    write: (importAuth) => [importAuth, "", 'app.on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw));'],
  }),
};
