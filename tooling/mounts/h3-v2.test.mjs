// h3 version 2, whose events carry a Request.
import { H3, HTTPError, toNodeHandler } from "h3";
import { it } from "vitest";
import { makeAuth, serve } from "./h3-visit.mjs";

it(
  "mounts the handler with the request of the event, and a middleware fills the context",
  () =>
    serve(async (origin) => {
      const auth = await makeAuth(origin);
      const app = new H3()
        .use(async (event) => {
          const session = await auth.api.getSession({ headers: event.req.headers });
          event.context.user = session?.user ?? null;
        })
        .all("/api/auth/**", (event) => auth.handler(event.req))
        .get("/me", ({ context }) => {
          if (!context.user) throw new HTTPError({ status: 401 });
          return { name: context.user.name };
        });
      return toNodeHandler(app);
    }),
  30_000,
);
