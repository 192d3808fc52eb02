import { canonicalEmail } from "../user/email";
import type { UserRow } from "../user/store";
import type { LinkingError } from "./facts";

/** What an instance and the call allow. */
export interface LinkingRules {
  /** `account.accountLinking.enabled` */
  readonly isEnabled: boolean;
  /** `account.accountLinking.disableImplicitLinking`: only somebody who is signed in links. */
  readonly onlyExplicit: boolean;
  /** The user's own word that what the provider says of an address is so. */
  readonly isTrusted: boolean;
  readonly allowsDifferentEmails: boolean;
  /** `account.missingEmail`: people whose provider tells no address are no exception here. */
  readonly asksForEmail: boolean;
}

/** What a provider says of an address. */
interface SaidEmail {
  readonly email?: string | null | undefined;
  readonly emailVerified: boolean;
}

/**
 * Whether an account that nobody has here belongs to the user who has its address. Both sides must have proved it: here by a
 * mail, there by the provider's word. Otherwise whoever came first, with an address that is not theirs, would be let in.
 */
export function decideImplicitLink(
  user: Pick<UserRow, "emailVerified">,
  said: SaidEmail,
  rules: LinkingRules,
): "link" | LinkingError {
  if (!rules.isEnabled || rules.onlyExplicit) return "account_not_linked";
  const isProved = user.emailVerified && (said.emailVerified || rules.isTrusted);
  return isProved ? "link" : "account_not_linked";
}

/** Somebody who is signed in. */
export interface SignedInUser {
  readonly email: string;
  /** They have proved a short while ago who they are (`session.freshAge`). */
  readonly isFresh: boolean;
}

/** Whether somebody who is signed in may have an account that nobody has here. */
export function decideExplicitLink(user: SignedInUser, said: SaidEmail, rules: LinkingRules): "link" | LinkingError {
  if (!rules.isEnabled) return "unable_to_link_account";
  const isProved = said.emailVerified || rules.isTrusted;
  if (isProved && rules.allowsDifferentEmails) return "link";
  // Nothing says whose it is but whoever is signed in, so they say it as of now: it is a way in for good.
  if (!said.email && rules.asksForEmail) return user.isFresh ? "link" : "session_not_fresh";
  if (!isProved) return "unable_to_link_account";
  if (!said.email || canonicalEmail(said.email) !== canonicalEmail(user.email)) return "email_does_not_match";
  return "link";
}
