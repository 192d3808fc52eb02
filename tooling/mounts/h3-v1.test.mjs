// h3 version 1, as Nuxt 4 and Nitro 2 have it.
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { makeAuth, serve } from "./h3-visit.mjs";

// Nuxt brings it along: nuxt → @nuxt/nitro-server → h3.
const requireIn = (require, name) => createRequire(require.resolve(`${name}/package.json`));
const ofApp = createRequire(new URL("../../apps/nuxt/package.json", import.meta.url));
const ofNuxt = requireIn(requireIn(ofApp, "nuxt"), "@nuxt/nitro-server");
const { createApp, createError, createRouter, defineEventHandler, toNodeListener, toWebRequest } = ofNuxt("h3");

it("is version 1", () => {
  expect(ofNuxt("h3/package.json").version).toMatch(/^1\./);
});

it(
  "mounts the handler with toWebRequest, and a middleware fills the context",
  () =>
    serve(async (origin) => {
      const auth = await makeAuth(origin);
      const router = createRouter()
        .use(
          "/api/auth/**",
          defineEventHandler((event) => auth.handler(toWebRequest(event))),
        )
        .get(
          "/me",
          defineEventHandler(({ context }) => {
            if (!context.user) throw createError({ statusCode: 401 });
            return { name: context.user.name };
          }),
        );
      const fillContext = defineEventHandler(async (event) => {
        const session = await auth.api.getSession({ headers: event.headers });
        event.context.user = session?.user ?? null;
      });
      return toNodeListener(createApp().use(fillContext).use(router));
    }),
  30_000,
);
