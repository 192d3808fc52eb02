// Servers of Node take the handler as it is, and the session that they read has the fields of the instance.
import type * as http from "node:http";
import type * as http2 from "node:http2";
import { betterAuth } from "@better-auth/core";
import express, { type Request, type Response } from "express";
import Fastify from "fastify";
import { fromNodeHeaders, toNodeHandler } from "./index";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function expectType<T>(): <U>(
  value: U,
  ...proof: Equal<T, U> extends true ? [] : [{ expected: T; got: U }]
) => void;

const auth = betterAuth({ user: { additionalFields: { nickname: { type: "string", required: false } } } });

export function mount(server: {
  plain: (listener: http.RequestListener) => void;
  two: (listener: (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void) => void;
}): void {
  const handler = toNodeHandler(auth);
  server.plain(handler);
  server.two(handler);
  toNodeHandler(async (request: globalThis.Request) => new globalThis.Response(request.url));
}

const app = express();
app.all("/api/auth/*splat", toNodeHandler(auth));
app.use("/api/auth", toNodeHandler(auth));
app.get("/me", async (request: Request, response: Response) => {
  const { response: found, headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  response.append("set-cookie", headers.getSetCookie());
  expectType<typeof auth.$Infer.Session | null>()(found);
  expectType<string | null | undefined>()(found?.user.nickname);
});

const fastify = Fastify();
fastify.all("/api/auth/*", async (request, reply) => {
  reply.hijack();
  await toNodeHandler(auth)(Object.assign(request.raw, { body: request.body }), reply.raw);
});
fastify.get("/me", async (request) => {
  const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
  expectType<string | null | undefined>()(found?.user.nickname);
});
