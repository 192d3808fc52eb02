import { type AccountRow, deleteOwnAccount, findOwnedAccount, isAloneOfKey, type OwnedAccount } from "../account/store";
import { scopeOf } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { isAPIError } from "../error";
import { faultOf } from "../fault/database-fault";
import { holdBasis } from "../store/basis";
import type { GenericEndpointContext } from "../types";
import { canonicalEmail, isEmail } from "../user/email";
import { createUserIfAbsent, findUserByEmail, type UserRow } from "../user/store";
import { validateUserInfo } from "../user/validate-info";
import { giveAccount, keyOf, renewTokens } from "./accounts";
import { bringUpToDate } from "./bring-up-to-date";
import { decideImplicitLink } from "./decide";
import type { LinkingError, ProviderFacts } from "./facts";
import { rulesFor } from "./rules";
import { applyUpdateUserInfoOnLink } from "./update-on-link";
import { claimedUser, fieldToAskFor, newUserOf } from "./user-fields";

/** Somebody who may be signed in. */
export interface ResolvedUser {
  readonly status: "known" | "linked" | "created";
  readonly user: UserRow;
  readonly account: AccountRow;
}

/** Who a sign-in with a provider is, or why nobody. */
export type Resolution = ResolvedUser | { readonly status: "refused"; readonly error: LinkingError };

/** How somebody new is taken in. */
export interface NewcomerSettings {
  /** Nobody new comes in. */
  readonly isClosed: boolean;
}

const refused = (error: LinkingError): { status: "refused"; error: LinkingError } => ({ status: "refused", error });

/** What is undone on the way out of a transaction, and caught around it. */
class Refused extends Error {
  constructor(readonly error: LinkingError) {
    super(error);
  }
}

/** An account that is known here leads to its owner, whatever address the provider says by now. */
async function known(
  ctx: GenericEndpointContext,
  facts: ProviderFacts,
  { account, owner }: OwnedAccount,
): Promise<Resolution> {
  const scope = scopeOf(ctx);
  if (owner === null) return refused("account_not_linked");
  await validateUserInfo(scope, claimedUser(scope, owner, facts), sourceOf(facts, "sign-in"));
  const renewed = await renewTokens(scope, account, facts);
  return { status: "known", user: await bringUpToDate(scope, owner, facts), account: renewed };
}

/** Where somebody comes from, for `user.validateUserInfo`. */
export function sourceOf({ provider, profile }: ProviderFacts, action: "sign-in" | "create-user" | "link-account") {
  return { action, method: "oauth", oauth: { providerId: provider.id, profile } } as const;
}

/** Links the account to whoever has proved its address here, if the provider's word counts. */
async function link(ctx: GenericEndpointContext, facts: ProviderFacts, found: UserRow): Promise<Resolution> {
  const scope = scopeOf(ctx);
  const decision = decideImplicitLink(found, facts.userInfo, await rulesFor(ctx, facts.provider.id));
  if (decision !== "link") return refused(decision);
  await validateUserInfo(scope, claimedUser(scope, found, facts), sourceOf(facts, "link-account"));
  return linkTo(ctx, facts, found, { unchanged: ["id", "email", "emailVerified"], refusal: "account_not_linked" });
}

const TAKEN = "account_already_linked_to_different_user";

/** What linking rests on. */
export interface LinkingBasis {
  /** Fields of the user that have to be as they were read. */
  readonly unchanged: readonly string[];
  /** Why nothing is linked when they are not, or the user is gone. */
  readonly refusal: LinkingError;
}

/**
 * Gives a user the account, if the user still is as it was read. Of parallel callers one does, the others find it. What of
 * the profile goes over to the user is up to `updateUserInfoOnLink`.
 */
export async function linkTo(
  ctx: GenericEndpointContext,
  facts: ProviderFacts,
  found: UserRow,
  { unchanged, refusal }: LinkingBasis,
): Promise<Resolution> {
  const scope = scopeOf(ctx);
  const outcome = await inTransaction(scope, async (inner) => {
    if (!(await holdBasis(inner, { model: "user", row: found, unchanged }))) return refused(refusal);
    const other = await findOwnedAccount(inner, keyOf(facts));
    if (other !== null) {
      const isOwn = other.owner?.id === found.id;
      return isOwn ? ({ status: "found", account: other.account } as const) : refused(TAKEN);
    }
    const account = await giveAccount(inner, facts, found.id);
    return account === null ? refused("unable_to_link_account") : ({ status: "given", account } as const);
  });
  if (outcome.status === "refused") return outcome;
  const { status, account } = outcome;
  // After the commit: whoever holds the user must not wait for an account that a session is about to rest on.
  const linked = status === "found" ? await renewTokens(scope, account, facts) : account;
  if (!(await isAloneOfKey(scope, keyOf(facts)))) {
    await deleteOwnAccount(scope, found.id, linked.id);
    return refused(TAKEN);
  }
  return {
    status: "linked",
    user: (await applyUpdateUserInfoOnLink(ctx, found.id, facts.userInfo)) ?? found,
    account: linked,
  };
}

/**
 * Makes the user with the account. "taken": somebody has the address. A session comes after the commit, and after what the
 * application does for a new user.
 */
async function create(ctx: GenericEndpointContext, facts: ProviderFacts, email: string): Promise<Resolution | "taken"> {
  const scope = scopeOf(ctx);
  const user = newUserOf(scope, facts, email);
  await validateUserInfo(scope, user, sourceOf(facts, "create-user"));
  try {
    return await inTransaction(scope, async (inner) => {
      const written = await createUserIfAbsent(inner, user);
      if (written.status === "taken") return "taken";
      if (written.status === "stopped") return refused("unable_to_create_user");
      const account = await giveAccount(inner, facts, written.row.id);
      if (account === null) throw new Refused("unable_to_create_user");
      return { status: "created", user: written.row, account };
    });
  } catch (error) {
    if (error instanceof Refused) return refused(error.error);
    if (isAPIError(error) || faultOf(error) !== null) throw error;
    // As of any other sign-up: a database hook that throws anything else has failed to make the user, and says no more.
    scope.instance.logger.error("Sign-up failed.", error);
    return refused("unable_to_create_user");
  }
}

/**
 * Finds who somebody is that a provider vouches for. In this order: the owner of the account; whoever has proved the same
 * address here, if the provider's word counts; somebody new. Never a guess: where none of it holds, the answer says why.
 */
export async function resolveUser(
  ctx: GenericEndpointContext,
  facts: ProviderFacts,
  newcomer: NewcomerSettings,
): Promise<Resolution> {
  const scope = scopeOf(ctx);
  const owned = await findOwnedAccount(scope, keyOf(facts));
  if (owned !== null) return known(ctx, facts, owned);
  const email = canonicalEmail(facts.userInfo.email ?? "");
  if (!isEmail(email)) return refused("email_not_found");

  // What decides is the unique index; looked up beforehand only where the answer changes what may be asked or done.
  const judges = scope.instance.options.user?.validateUserInfo !== undefined;
  const looksFirst = newcomer.isClosed || judges || fieldToAskFor(scope, facts) !== undefined;
  const before = looksFirst ? await findUserByEmail(scope, email) : null;
  if (before === null) {
    if (newcomer.isClosed) return refused("signup_disabled");
    const created = await create(ctx, facts, email);
    if (created !== "taken") return created;
    // Perhaps by a sign-in of the same account, at the same moment.
    const made = await findOwnedAccount(scope, keyOf(facts));
    if (made !== null) return known(ctx, facts, made);
  }
  const found = before ?? (await findUserByEmail(scope, email));
  // Deleted again in the same moment.
  if (found === null) return refused("unable_to_create_user");
  return link(ctx, facts, found.user);
}
