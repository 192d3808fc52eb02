import type { Framework } from "./framework";

export const express: Framework = {
  id: "express",
  aliases: [],
  name: "Express",
  dependency: "express",
  configFiles: [],
  clientModule: null,
  developmentUrl: "http://localhost:3000",
  readsEnvironmentFile: false,
  mount: () => ({
    kind: "lines",
    write: (importAuth) => [
      'import { toNodeHandler } from "better-auth/node";',
      importAuth,
      "",
      'app.use("/api/auth", toNodeHandler(auth));',
    ],
  }),
};
