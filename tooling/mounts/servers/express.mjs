import { DatabaseSync } from "node:sqlite";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import express from "express";
import { makeAuth, portrait } from "../auth.mjs";

const auth = await makeAuth(new DatabaseSync(":memory:"));
const app = express();

if (process.env.BODY_PARSER === "before") app.use(express.json());
app.all("/api/auth/*splat", toNodeHandler(auth));
if (process.env.BODY_PARSER === "after") app.use(express.json());

app.get("/me", async (request, response) => {
  const { response: found, headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  response.append("set-cookie", headers.getSetCookie());
  response.json(portrait(found));
});

app.listen(process.env.PORT, "127.0.0.1");
