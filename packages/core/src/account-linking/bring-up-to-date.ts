import type { Scope } from "../context/scope";
import { canonicalEmail, isEmail } from "../user/email";
import { findUserById, type UserRow } from "../user/store";
import { changeEmail } from "../user-lifecycle/change-email";
import { proveEmail } from "../user-lifecycle/prove-email";
import { updateUser } from "../user-lifecycle/update-user";
import type { ProviderFacts } from "./facts";
import { profileChanges, provesEmailOf } from "./user-fields";

/** The provider has seen by now that the owner of the account reads the mail of the address that they have here. */
async function proved(scope: Scope, owner: UserRow, facts: ProviderFacts): Promise<UserRow> {
  if (owner.emailVerified || !provesEmailOf(owner, facts)) return owner;
  const swap = await proveEmail(scope, owner);
  if (swap.status === "changed") return swap.row;
  return swap.status === "missed" ? ((await findUserById(scope, owner.id)) ?? owner) : owner;
}

/**
 * The address that the account has at the provider by now, where the options have it followed: if nobody has it here, and
 * not in place of one that is proved unless the provider has seen that its mail is read.
 */
async function moved(scope: Scope, user: UserRow, { provider, userInfo }: ProviderFacts): Promise<UserRow> {
  const { emailVerified } = userInfo;
  const email = canonicalEmail(userInfo.email ?? "");
  if (email === user.email || !isEmail(email) || (user.emailVerified && !emailVerified)) return user;
  const change = await changeEmail(scope, user, email, { isProven: emailVerified, onlyIfUnverified: !emailVerified });
  if (change.status === "taken") {
    scope.instance.logger.warn(
      `Provider ${provider.id}: the address of an account has changed to one that another user has, and was not taken over.`,
    );
  }
  return change.status === "changed" ? change.row : user;
}

/** What a sign-in with an account changes of its owner. Gives the user as it is then. */
export async function bringUpToDate(scope: Scope, owner: UserRow, facts: ProviderFacts): Promise<UserRow> {
  const known = await proved(scope, owner, facts);
  if (facts.provider.overrideUserInfoOnSignIn !== true) return known;
  const user = await moved(scope, known, facts);
  return (await updateUser(scope, user.id, profileChanges(scope, facts))) ?? user;
}
