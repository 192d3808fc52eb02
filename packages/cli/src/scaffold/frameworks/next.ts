import { type Application, has, namesIn } from "../application";
import type { Framework, Mount } from "./framework";

/** Next takes one catch-all in a folder, whatever its name, and whether it is optional or not. */
function catchAllIn(app: Application, folder: string): string {
  const found = namesIn(app, folder).find((name) => /^\[{1,2}\.\.\./.test(name));
  return found?.replace(/\.[cm]?[jt]sx?$/, "") ?? "[...all]";
}

function appRouter(app: Application): Mount {
  const folder = `${app.sourceFolder}app/api/auth`;
  const catchAll = catchAllIn(app, folder);
  return {
    kind: "file",
    path: `${folder}/${catchAll}/route`,
    write: (importAuth) => `import { toNextJsHandler } from "better-auth/next-js";
${importAuth}

export const { GET, POST } = toNextJsHandler(auth);
`,
  };
}

function pagesRouter(app: Application): Mount {
  const folder = `${app.sourceFolder}pages/api/auth`;
  return {
    kind: "file",
    path: `${folder}/${catchAllIn(app, folder)}`,
    write: (importAuth) => `import { toNodeHandler } from "better-auth/node";
${importAuth}

export const config = { api: { bodyParser: false } };

export default toNodeHandler(auth);
`,
  };
}

export const next: Framework = {
  id: "next",
  aliases: ["nextjs", "next.js", "next-js"],
  name: "Next.js",
  dependency: "next",
  configFiles: ["next.config.ts", "next.config.mjs", "next.config.js"],
  clientModule: "better-auth/react",
  developmentUrl: "http://localhost:3000",
  readsEnvironmentFile: true,
  mount(app) {
    const isPagesOnly = has(app, `${app.sourceFolder}pages`) && !has(app, `${app.sourceFolder}app`);
    return isPagesOnly ? pagesRouter(app) : appRouter(app);
  },
};
