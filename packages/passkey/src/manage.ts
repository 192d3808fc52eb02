import { createAuthEndpoint, sensitiveSessionMiddleware, sessionMiddleware } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import * as z from "@better-auth/core/zod";
import { deleteOwn, listOf, renameOwn } from "./credentials";
import { PASSKEY_ERROR_CODES } from "./error-codes";
import { passkeyName } from "./passkey-name";

const notFound = () => APIError.from("NOT_FOUND", PASSKEY_ERROR_CODES.PASSKEY_NOT_FOUND);

/** List, delete and rename: each touches rows of whoever is signed in, and finds no others. */
export const manageEndpoints = {
  listPasskeys: createAuthEndpoint(
    "/passkey/list-user-passkeys",
    { method: "GET", use: [sessionMiddleware] },
    async (ctx) => listOf(ctx, ctx.context.session.user.id),
  ),
  deletePasskey: createAuthEndpoint(
    "/passkey/delete-passkey",
    { method: "POST", body: z.object({ id: z.string() }), use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      if (!(await deleteOwn(ctx, ctx.context.session.user.id, ctx.body.id))) throw notFound();
      return { status: true };
    },
  ),
  updatePasskey: createAuthEndpoint(
    "/passkey/update-passkey",
    {
      method: "POST",
      body: z.object({ id: z.string(), name: passkeyName.check(z.minLength(1)) }),
      use: [sensitiveSessionMiddleware],
    },
    async (ctx) => {
      const passkey = await renameOwn(ctx, ctx.context.session.user.id, ctx.body.id, ctx.body.name);
      if (passkey === null) throw notFound();
      return { passkey };
    },
  ),
};
