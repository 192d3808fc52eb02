import { scopeOf } from "../../context/scope";
import { checkText } from "../../database/field-value";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import type { Row } from "../../types";
import { checkName, parseExtraUserFields } from "../../user/input";
import { updateUser as changeUser } from "../../user-lifecycle/update-user";
import * as z from "../../validation/zod";

const updateUserBody = z.looseObject({
  name: z.optional(z.string()),
  image: z.optional(z.nullable(z.string())),
});

/**
 * Changes name, image and additional fields of whoever is signed in, as the store has it: the browser gets a new copy of the
 * session, and one that is made of a copy would live longer than the session.
 */
export const updateUser = createAuthEndpoint(
  "/update-user",
  { method: "POST", operationId: "updateUser", body: updateUserBody, use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const body: Row = ctx.body;
    // A form that leaves it empty asks for nothing.
    if (body.email) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.EMAIL_CAN_NOT_BE_UPDATED);
    const { name, image } = ctx.body;
    if (name !== undefined) checkName(name);
    if (typeof image === "string") checkText("image", image);
    // Core's two are always there, so that a database hook sees one shape; what is undefined is not written.
    const changes: Row = { name, image, ...parseExtraUserFields(scope, body, "update") };
    if (Object.values(changes).every((value) => value === undefined))
      throw new APIError("BAD_REQUEST", { message: "No fields to update", code: "NO_FIELDS_TO_UPDATE" });

    const { session, user } = ctx.context.session;
    const updated = await changeUser(scope, user.id, changes);
    await setSessionCookie(ctx, { session, user: updated ?? user });
    return { status: true };
  },
);
