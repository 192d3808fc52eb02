import { scopeAround } from "../context/root-scope";
import type { GenericEndpointContext } from "../types";
import { findUserById, holdUser as holdRow, type UserRow } from "../user/store";

/**
 * Inside a transaction (`runWithTransaction`): holds a user's row until it ends. Of two endpoints that decide by what
 * belongs to a user, the second waits here and then sees what the first did. Call it before the transaction reads anything:
 * on MySQL reads go on seeing what the first one saw.
 *
 * @param user as it was read before
 * @returns the user as it is now; `null` when it is gone
 * @example
 * await runWithTransaction(ctx.context.adapter, async () => {
 *   const user = await holdUser(ctx, ctx.context.session.user);
 * });
 */
export async function holdUser(
  ctx: GenericEndpointContext,
  user: Pick<UserRow, "id" | "updatedAt">,
): Promise<UserRow | null> {
  const scope = scopeAround(ctx.context);
  await holdRow(scope, user);
  return findUserById(scope, user.id);
}
