// Remix 2: no middleware, so the loaders and actions of remix-2/ read the session and pass its headers on themselves.
import { createRequestHandler } from "@remix-run/node";
import { it } from "vitest";
import * as handler from "./remix-2/auth";
import { age } from "./remix-2/auth.server";
import * as me from "./remix-2/me";
import * as signIn from "./remix-2/sign-in";
import { buildOf, visit } from "./remix-visit.mjs";

it.each([
  ["with single fetch", { v3_singleFetch: true }],
  ["without it", {}],
])("mounts the handler, loaders and actions pass cookies on, %s", async (name, future) => {
  const children = { "api/auth/*": { resource: true, ...handler }, me, "sign-in": signIn };
  const answer = createRequestHandler(buildOf({}, children, future), "production");
  await visit(answer, age, `${name.replaceAll(" ", "-")}@example.com`);
});
