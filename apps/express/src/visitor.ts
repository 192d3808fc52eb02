import { fromNodeHeaders } from "better-auth/node";
import type { RequestHandler } from "express";
import { auth } from "./auth.ts";

/** Who sent a request; `null` when nobody is signed in. */
export type Visitor = typeof auth.$Infer.Session | null;

declare global {
  namespace Express {
    interface Locals {
      visitor: Visitor;
    }
  }
}

/** Reads the session once a request, and passes on what the read has to tell the browser. */
export const findVisitor: RequestHandler = async (request, response, next) => {
  const { response: visitor, headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  response.append("set-cookie", headers.getSetCookie());
  response.locals.visitor = visitor;
  next();
};
