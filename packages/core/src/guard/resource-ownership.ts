import { scopeOf } from "../context/scope";
import { createAuthMiddleware } from "../endpoint/create-middleware";
import { APIError } from "../error";
import type { Middleware, Row, StatusName } from "../types";
import { requireId, requireUserId } from "./caller-id";

/** What is owned, and where the call says which one. */
export interface ResourceOwnership {
  model: string;
  /** The member of the body or the query that holds the row's id. */
  idParam: string;
  idSource: "body" | "query";
  /** The field that holds the owner's id. @default "userId" */
  ownerField?: string | undefined;
  /** @default NOT_FOUND */
  notFoundError?: { code: string; message: string } | undefined;
  /** @default FORBIDDEN */
  forbiddenError?: { code: string; message: string } | undefined;
  /** Such as "NOT_FOUND", to hide that the row is there. @default "FORBIDDEN" */
  forbiddenStatus?: StatusName | undefined;
}

const NOT_FOUND = { code: "NOT_FOUND", message: "Not found" };
const FORBIDDEN = { code: "FORBIDDEN", message: "Forbidden" };

/**
 * Makes a step that lets only the owner of a row pass, and hands the row on as `ctx.context.verifiedResource`: act on that
 * one. Give it after a session middleware.
 *
 * @throws {APIError} from the step: 401 when nobody is signed in, 400 MISSING_FIELD without an id, 404 for an unknown row,
 *   403 for somebody else's
 * @example use: [sessionMiddleware, requireResourceOwnership({ model: "note", idParam: "noteId", idSource: "body" })]
 */
export function requireResourceOwnership(resource: ResourceOwnership): Middleware<{ verifiedResource: Row }> {
  const { model, idParam, idSource, ownerField = "userId" } = resource;
  return createAuthMiddleware(async (ctx) => {
    const userId = await requireUserId(ctx);
    const id = requireId(ctx, { name: idParam, from: idSource });
    const row = await scopeOf(ctx).adapter.findOne<Row>({ model, where: [{ field: "id", value: id }] });
    if (row === null) throw APIError.from("NOT_FOUND", resource.notFoundError ?? NOT_FOUND);
    if (row[ownerField] !== userId) {
      throw APIError.from(resource.forbiddenStatus ?? "FORBIDDEN", resource.forbiddenError ?? FORBIDDEN);
    }
    return { verifiedResource: row };
  });
}
