import { expect, it } from "vitest";
import { createAuthMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

it("middlewares run from the broadest pattern to the narrowest, those of one breadth as the plugins stand", async () => {
  const ran: string[] = [];
  const middlewaresFor = (id: string, paths: string[]): BetterAuthPlugin => ({
    id,
    middlewares: paths.map((path) => ({
      path,
      middleware: createAuthMiddleware(async () => void ran.push(`${id} ${path}`)),
    })),
  });
  const plugins = [
    middlewaresFor("a", ["/reset-password/:token", "/reset-password/**", "/**:all", "/:any/x", "/:any/*"]),
    middlewaresFor("b", ["/reset-password/*", "/**", "/reset-password/x", "/reset-password/:token"]),
  ];
  const { browser } = await makeAuth({ plugins });
  await browser().get("/reset-password/x?callbackURL=/");
  expect(ran).toEqual([
    "b /**",
    "a /**:all",
    "a /:any/*",
    "a /:any/x",
    "a /reset-password/**",
    "b /reset-password/*",
    "a /reset-password/:token",
    "b /reset-password/:token",
    "b /reset-password/x",
  ]);
});

it("a plugin that hands a Response on, instead of answering with one, changes nothing", async () => {
  const careless = {
    id: "careless",
    onRequest: async () => new Response("not an answer"),
    onResponse: async (response: Response) => response,
  } as unknown as BetterAuthPlugin;
  const asked: string[] = [];
  const next: BetterAuthPlugin = {
    id: "next",
    onRequest: async () => void asked.push("onRequest"),
    onResponse: async () => void asked.push("onResponse"),
  };
  const { browser } = await makeAuth({ plugins: [careless, next] });
  expect(await browser().get("/ok")).toMatchObject({ status: 200, body: { ok: true } });
  expect(asked).toEqual(["onRequest", "onResponse"]);
});
