import { runInAmbient } from "../context/ambient";
import { scopeOf } from "../context/scope";
import { deleteSessionCookie } from "../session/cookie";
import type { GenericEndpointContext } from "../types";
import type { UserRow } from "../user/store";
import { deleteUser } from "./delete-user";
import { tellApplication } from "./tell-application";

/**
 * Deletes whoever asked for it, between the application's `user.deleteUser.beforeDelete`, which stops it by a throw, and
 * `afterDelete`, whose failure is logged: the user is gone by then.
 */
export async function deleteOwnUser(ctx: GenericEndpointContext, user: UserRow): Promise<void> {
  const scope = scopeOf(ctx);
  const { beforeDelete, afterDelete } = scope.instance.options.user?.deleteUser ?? {};
  if (beforeDelete) await runInAmbient(scope, () => beforeDelete(user, ctx.request));
  const isDeleted = await deleteUser(scope, user.id);
  deleteSessionCookie(ctx);
  // Somebody who asked at the same time was faster, and has told.
  if (!isDeleted || !afterDelete) return;
  await tellApplication(scope, () => afterDelete(user, ctx.request));
}
