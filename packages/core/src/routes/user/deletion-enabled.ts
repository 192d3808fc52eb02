import { scopeOf } from "../../context/scope";
import { APIError } from "../../error";
import type { BetterAuthOptions, GenericEndpointContext } from "../../types";

type DeletionOptions = NonNullable<NonNullable<BetterAuthOptions["user"]>["deleteUser"]>;

/** The options for deletion. @throws {APIError} 404 NOT_FOUND when the application does not let people delete their user */
export function requireDeletionEnabled(ctx: GenericEndpointContext): DeletionOptions {
  const options = scopeOf(ctx).instance.options.user?.deleteUser;
  if (options?.enabled === true) return options;
  ctx.context.logger.error("user.deleteUser.enabled is not set, so nobody can delete their user.");
  throw new APIError("NOT_FOUND", { message: "Not found", code: "NOT_FOUND" });
}
