// A plugin of the application itself. It publishes nothing, so its types are read off it.
import type { BetterAuthPlugin, StandardSchema } from "better-auth";
import { createAuthEndpoint, sessionMiddleware } from "better-auth/api";

function body<T>(): StandardSchema<T> {
  return { "~standard": { version: 1, vendor: "example", validate: (value) => ({ value: value as T }) } };
}

export const shelf = () =>
  ({
    id: "shelf",
    schema: { shelf: { fields: { place: { type: "string" }, thing: { type: "string", required: false } } } },
    endpoints: {
      putOnShelf: createAuthEndpoint(
        "/shelf/put/:place",
        { method: "POST", body: body<{ thing: string; count?: number }>(), use: [sessionMiddleware] },
        async (ctx) => ({ at: ctx.params.place, thing: ctx.body.thing, by: ctx.context.session.user.id }),
      ),
      countShelves: createAuthEndpoint.serverOnly({}, async () => 3),
    },
    $Infer: {} as { Shelf: { place: string } },
  }) satisfies BetterAuthPlugin;
