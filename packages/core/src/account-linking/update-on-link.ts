import { scopeOf } from "../context/scope";
import type { GenericEndpointContext, OAuth2UserInfo, Row } from "../types";
import type { UserRow } from "../user/store";
import { updateUser } from "../user-lifecycle/update-user";
import { profileChanges } from "./user-fields";

/**
 * Takes over name, picture and mapped fields of an account that was just linked, where `updateUserInfoOnLink` is set; never
 * the address. A failure is logged.
 *
 * @returns the user as it is then; `undefined` when nothing was changed
 */
export async function applyUpdateUserInfoOnLink(
  ctx: GenericEndpointContext,
  userId: string,
  userInfo: OAuth2UserInfo & Row,
): Promise<UserRow | undefined> {
  const scope = scopeOf(ctx);
  if (scope.instance.options.account?.accountLinking?.updateUserInfoOnLink !== true) return undefined;
  try {
    return (await updateUser(scope, userId, profileChanges(scope, { userInfo }))) ?? undefined;
  } catch (error) {
    scope.instance.logger.error("account.accountLinking.updateUserInfoOnLink: the user could not be changed.", error);
    return undefined;
  }
}
