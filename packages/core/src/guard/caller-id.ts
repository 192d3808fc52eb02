import { APIError } from "../error";
import { getSessionFromCtx } from "../session/read";
import type { GenericEndpointContext } from "../types";

/** A member of a body or of a query that names something. */
export interface IdSource {
  readonly name: string;
  readonly from: "body" | "query";
}

/** The id of whoever is calling. @throws {APIError} 401 when nobody is signed in */
export async function requireUserId(ctx: GenericEndpointContext): Promise<string> {
  const session = await getSessionFromCtx(ctx);
  if (session === null) throw APIError.from("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "Unauthorized" });
  return session.user.id;
}

/** The id that a call names. @throws {APIError} 400 when it is missing, or no text */
export function requireId(ctx: GenericEndpointContext, { name, from }: IdSource): string {
  const part: unknown = ctx[from];
  const value =
    typeof part === "object" && part !== null && Object.hasOwn(part, name)
      ? (part as Record<string, unknown>)[name]
      : "";
  if (typeof value === "string" && value !== "") return value;
  throw new APIError("BAD_REQUEST", { code: "MISSING_FIELD", message: `Missing required parameter: ${name}` });
}
