import { CREDENTIAL, updatePassword } from "../account/store";
import { type Scope, scopeOf } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { sha256Base64url } from "../crypto/digest";
import { constantTimeEqual } from "../crypto/equal";
import { generateId } from "../crypto/random";
import { raiseEvent, withEvent } from "../events/raise";
import { revokeUserSessions } from "../session/store";
import type { GenericEndpointContext, Verification } from "../types";
import { canonicalEmail } from "../user/email";
import { findUserByEmail, findUserWithAccounts, type UserRow, type UserWithAccounts } from "../user/store";
import { consumeVerification, createVerification, findVerification } from "../verification/store";
import { createPassword } from "./create-password";
import { revokeUnproven } from "./revoke-unproven-access";
import { tellApplication } from "./tell-application";

/** The purpose stands in the key, so that no other secret opens this door. */
function identifierOf(token: string): string {
  return `reset-password:${token}`;
}

/** Characters of a token, 24 in all: what nobody guesses (89 bits), that it is one of ours, and the address it is mailed to. */
const SECRET_LENGTH = 15;
const MARK_LENGTH = 4;
const ADDRESS_LENGTH = 5;
const FORM = /^([a-zA-Z0-9]{15})([a-zA-Z0-9]{4})([a-zA-Z0-9]{5})$/;

/** Letters and digits of a digest. */
async function shortDigest(text: string, length: number): Promise<string> {
  return (await sha256Base64url(text)).replace(/[-_]/g, "").slice(0, length);
}

const markOf = (secret: string) => shortDigest(`reset-password:${secret}`, MARK_LENGTH);
const addressOf = (secret: string, email: string) => shortDigest(`${secret}:${canonicalEmail(email)}`, ADDRESS_LENGTH);

/**
 * Makes a token to mail to an address. It says which one, to nobody who does not know the address: once the user has another
 * one, whoever reads the mail of the old one resets nothing.
 */
export async function makeResetToken(email: string): Promise<string> {
  const secret = generateId(SECRET_LENGTH);
  return `${secret}${await markOf(secret)}${await addressOf(secret, email)}`;
}

/**
 * Whether a token was mailed to an address; "unsaid" where it does not tell: applications may store tokens of theirs. Nobody can
 * make it say something else, since it is stored whole.
 */
async function isMailedTo(token: string, email: string): Promise<boolean | "unsaid"> {
  const [, secret = "", mark = "", address = ""] = FORM.exec(token) ?? [];
  if (mark === "" || mark !== (await markOf(secret))) return "unsaid";
  return constantTimeEqual(address, await addressOf(secret, email));
}

/**
 * Stores a reset token for the user with an address. An address that nobody has costs a look-up instead, so that both
 * take the same steps.
 *
 * @param user whose address it is; `null` for an address that nobody has
 * @returns whether the token was stored
 */
export async function requestPasswordReset(
  scope: Scope,
  request: { user: UserRow | null; email: string; token: string; expiresInSeconds: number },
): Promise<boolean> {
  const { user, email, token, expiresInSeconds } = request;
  return withEvent(scope, "password.reset-requested", async (inner) => {
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000);
    const stored = user
      ? await createVerification(inner, { identifier: identifierOf(token), value: user.id, expiresAt })
      : await findVerification(inner, "dummy-verification-token");
    await raiseEvent(inner, "password.reset-requested", { userId: user?.id, identifier: email });
    return user !== null && stored !== null;
  });
}

/** Whether a reset token is known and in time. Looking spends nothing. */
export async function isResetTokenKnown(scope: Scope, token: string): Promise<boolean> {
  const found = await findVerification(scope, identifierOf(token));
  return found !== null && found.expiresAt.getTime() > Date.now();
}

/** What became of a reset. */
export type PasswordReset =
  | { readonly status: "invalid-token" }
  | { readonly status: "user-gone" }
  | { readonly status: "changed"; readonly user: UserRow };

/**
 * Makes the hash of the new password, after the token was spent: whoever sends tokens at random gets no hash for them. A
 * hash that fails, as when too many wait, gives the token back.
 */
async function hashOrGiveBack(scope: Scope, spent: Verification, makeHash: () => Promise<string>): Promise<string> {
  try {
    return await makeHash();
  } catch (error) {
    const { identifier, value, expiresAt, createdAt } = spent;
    await createVerification(scope, { identifier, value, expiresAt, createdAt });
    throw error;
  }
}

/**
 * Spends a reset token for a new password and, when asked for, ends every session. Of parallel callers with one token one
 * wins; a token from before the last change of the password is refused, so that of several tokens one counts. So is one that
 * was mailed to an address which is the user's no longer. Sessions that are to end may have been planted, and what else was
 * goes with them, if nobody had proved the address before.
 *
 * @param makeHash the hash of the new password; asked for once the token is spent, outside of the transaction
 */
export async function resetPassword(
  scope: Scope,
  token: string,
  makeHash: () => Promise<string>,
  settings: { revokeSessions: boolean },
): Promise<PasswordReset> {
  const spent = await consumeVerification(scope, identifierOf(token));
  if (spent === null) return { status: "invalid-token" };
  const found = await findUserWithAccounts(scope, spent.value);
  if (found === null) return { status: "user-gone" };
  const mailed = await isMailedTo(token, found.user.email);
  if (mailed === false) return { status: "invalid-token" };
  const hash = await hashOrGiveBack(scope, spent, makeHash);
  const unchangedSince = spent.createdAt;
  const isProof = settings.revokeSessions && mailed === true;
  const user = isProof
    ? await replaceWithProof(scope, found, hash, { ...settings, unchangedSince })
    : (await replacePassword(scope, found, hash, { ...settings, unchangedSince })) && found.user;
  return user ? { status: "changed", user } : { status: "invalid-token" };
}

interface PasswordSettings {
  readonly unchangedSince: Date;
  readonly revokeSessions: boolean;
}

/**
 * Inside a transaction: writes a forgotten password anew, or a first one. `false` when another change was first, or a hook
 * stopped it.
 */
function writePassword(
  scope: Scope,
  { user, accounts }: UserWithAccounts,
  hash: string,
  { unchangedSince }: PasswordSettings,
): Promise<boolean> {
  return accounts.some(({ providerId }) => providerId === CREDENTIAL)
    ? updatePassword(scope, user.id, hash, { unchangedSince })
    : // It holds the user's row before it reads: of several first passwords one counts.
      createPassword(scope, user, hash);
}

/** Replaces the password and, when asked for, ends every session. `false` as above. */
function replacePassword(
  scope: Scope,
  found: UserWithAccounts,
  hash: string,
  settings: PasswordSettings,
): Promise<boolean> {
  return inTransaction(scope, async (inner) => {
    const isChanged = await writePassword(inner, found, hash, settings);
    if (isChanged && settings.revokeSessions) await revokeUserSessions(inner, found.user.id, "password-changed");
    return isChanged;
  });
}

/** Undoes a transaction, and is caught around it. */
class Undone extends Error {}

/**
 * Takes away what was planted before the address was proved, and gives the new password: both, or nothing.
 * @returns the user; `null` when another change was first, or a hook stopped it; "missed" when somebody else has proved the
 *   address meanwhile
 */
async function replaceUnproven(
  scope: Scope,
  found: UserWithAccounts,
  hash: string,
  settings: PasswordSettings,
): Promise<UserRow | null | "missed"> {
  try {
    return await inTransaction(scope, async (inner) => {
      const revoked = await revokeUnproven(inner, found.user, { keepsPassword: true });
      if (revoked.status === "missed") return "missed";
      if (revoked.status === "stopped") return null;
      if (!(await writePassword(inner, found, hash, settings))) throw new Undone();
      return revoked.row;
    });
  } catch (error) {
    if (error instanceof Undone) return null;
    throw error;
  }
}

/**
 * Gives a new password to whoever has just shown that they read the mail of a user's address. If nobody had proved it before,
 * what was planted until then is gone.
 *
 * @param found as it was read
 * @returns the user; `null` when another change was first, or a hook stopped it
 */
async function replaceWithProof(
  scope: Scope,
  found: UserWithAccounts,
  hash: string,
  settings: PasswordSettings,
): Promise<UserRow | null> {
  let proved = found;
  if (!found.user.emailVerified) {
    const replaced = await replaceUnproven(scope, found, hash, settings);
    if (replaced !== "missed") return replaced;
    // Proved by somebody else meanwhile, who has left other accounts; or it is another address.
    const now = await findUserWithAccounts(scope, found.user.id);
    if (!now?.user.emailVerified || now.user.email !== found.user.email) return null;
    proved = now;
  }
  return (await replacePassword(scope, proved, hash, settings)) ? proved.user : null;
}

/**
 * Gives a new password to whoever has just shown that they read the mail of an address, as by a code. If nobody had proved
 * the address before, what was planted until then is gone: sessions, the old password, accounts of providers. Either all of it is done or nothing.
 *
 * @returns the user; `null` when nobody has the address, or another change of the password was first
 */
export async function resetPasswordOf(
  ctx: GenericEndpointContext,
  { email, password }: { email: string; password: string },
): Promise<UserRow | null> {
  const scope = scopeOf(ctx);
  const unchangedSince = new Date();
  const found = await findUserByEmail(scope, email, { includeAccounts: true });
  if (found === null) return null;
  const hash = await ctx.context.password.hash(password);
  const { revokeSessionsOnPasswordReset, onPasswordReset } = scope.instance.options.emailAndPassword ?? {};
  const settings = { unchangedSince, revokeSessions: revokeSessionsOnPasswordReset === true };
  const user = await replaceWithProof(scope, found, hash, settings);
  if (user === null) return null;
  // The password has changed by now, so a failure is logged, not answered.
  if (onPasswordReset) await tellApplication(scope, () => onPasswordReset({ user }, ctx.request));
  return user;
}
