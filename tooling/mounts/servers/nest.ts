import "reflect-metadata";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { All, Controller, Get, Module, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));
const handler = toNodeHandler(auth);

@Controller()
class AuthController {
  @All("/api/auth/*splat")
  handle(@Req() request: IncomingMessage, @Res() response: ServerResponse) {
    return handler(request, response);
  }

  @Get("/me")
  async me(@Req() request: IncomingMessage, @Res() response: ServerResponse) {
    const { response: found, headers } = await auth.api.getSession({
      headers: fromNodeHeaders(request.headers),
      returnHeaders: true,
    });
    response.setHeader("set-cookie", headers.getSetCookie());
    response.end(JSON.stringify(portrait(found)));
  }
}

@Module({ controllers: [AuthController] })
class AppModule {}

const bodyParser = process.env.BODY_PARSER !== "none";
const app = await NestFactory.create(AppModule, { bodyParser, logger: ["error", "warn"] });
await app.listen(Number(process.env.PORT), "127.0.0.1");
