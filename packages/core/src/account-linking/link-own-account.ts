import { findOwnedAccount } from "../account/store";
import { scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { findUserById } from "../user/store";
import { validateUserInfo } from "../user/validate-info";
import { keepTokens, keyOf } from "./accounts";
import { decideExplicitLink, type SignedInUser } from "./decide";
import type { LinkingError, ProviderFacts } from "./facts";
import { linkTo, sourceOf } from "./resolve-user";
import { rulesFor } from "./rules";
import { applyUpdateUserInfoOnLink } from "./update-on-link";
import { claimedUser } from "./user-fields";

/** What became of a wish to link an account. */
export type OwnLink =
  | { readonly status: "linked" | "was-linked" }
  | { readonly status: "refused"; readonly error: LinkingError };

/**
 * Links an account to somebody who is signed in. An account that is theirs already gets the new tokens; one that is
 * somebody else's stays there. The session stays as it is.
 */
export async function linkOwnAccount(
  ctx: GenericEndpointContext,
  facts: ProviderFacts,
  user: SignedInUser & { readonly id: string },
): Promise<OwnLink> {
  const scope = scopeOf(ctx);
  const owned = await findOwnedAccount(scope, keyOf(facts));
  if (owned !== null) {
    if (owned.owner?.id !== user.id) return { status: "refused", error: "account_already_linked_to_different_user" };
    await validateUserInfo(scope, claimedUser(scope, owned.owner, facts), sourceOf(facts, "link-account"));
    // No sign-in: whoever links again wants what is granted now (`updateAccountOnSignIn`).
    await keepTokens(scope, owned.account, facts);
    await applyUpdateUserInfoOnLink(ctx, user.id, facts.userInfo);
    return { status: "was-linked" };
  }
  const decision = decideExplicitLink(user, facts.userInfo, await rulesFor(ctx, facts.provider.id));
  if (decision !== "link") return { status: "refused", error: decision };
  const found = await findUserById(scope, user.id);
  if (found === null) return { status: "refused", error: "unable_to_link_account" };
  await validateUserInfo(scope, claimedUser(scope, found, facts), sourceOf(facts, "link-account"));
  const resolved = await linkTo(ctx, facts, found, { unchanged: ["id"], refusal: "unable_to_link_account" });
  return resolved.status === "refused" ? resolved : { status: "linked" };
}
