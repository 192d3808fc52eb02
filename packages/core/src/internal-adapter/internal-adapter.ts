import {
  createAccount,
  deleteAccounts,
  findAccountByKey,
  findAccounts,
  findCredentialAccount,
  findOwnedAccount,
  type NewAccount,
  updateAccount,
  updatePassword,
} from "../account/store";
import type { Instance } from "../context/instance";
import { ambientScope } from "../context/root-scope";
import { inTransaction } from "../context/transaction";
import { BetterAuthError } from "../error";
import { createSession } from "../session/create-session";
import {
  findSession,
  findSessions,
  listSessions,
  refreshUserCopies,
  revokeSessionByToken,
  revokeSessionsByTokens,
  revokeUserSessions,
  updateSession,
} from "../session/store";
import type { InternalAdapter, Row } from "../types";
import { canonicalEmail } from "../user/email";
import { createUser, findUserByEmail, findUserById, type UserRow } from "../user/store";
import { validateUserInfo } from "../user/validate-info";
import { deleteUser } from "../user-lifecycle/delete-user";
import { updateUser } from "../user-lifecycle/update-user";
import { reserveVerification } from "../verification/reserve";
import {
  consumeVerification,
  createVerification,
  deleteVerification,
  findVerification,
  type NewVerification,
  updateVerification,
} from "../verification/store";

/** A hook that stops a write leaves plugins with nothing to go on with. */
function expectRow<T>(row: T | null, what: string): T {
  if (row === null) throw new BetterAuthError(`A database hook stopped the creation of a ${what}.`);
  return row;
}

/** Hooks see an address as it is going to be stored. */
const withCanonicalEmail = (changes: Row): Row =>
  typeof changes.email === "string" ? { ...changes, email: canonicalEmail(changes.email) } : changes;

/**
 * Plugins ask by what they have read elsewhere, and may have read nothing: nobody is known by that. An adapter refuses it,
 * because a comparison with nothing is a mistake.
 */
function unlessMissing<T>(key: unknown, otherwise: T, ask: () => Promise<T>): Promise<T> {
  return key === undefined || key === null ? Promise.resolve(otherwise) : ask();
}

/** The stores under the names that plugins know. Each call works in whatever scope is around it. */
export function makeInternalAdapter(instance: Instance): InternalAdapter {
  const scope = () => ambientScope(instance);
  const account = (values: NewAccount) => createAccount(scope(), values).then((row) => expectRow(row, "account"));
  const accountsOf = (userId: string) => unlessMissing(userId, [], () => findAccounts(scope(), userId));
  const removeAccounts = (field: "id" | "userId", value: string) =>
    unlessMissing(value, undefined, async () => void (await deleteAccounts(scope(), [{ field, value }])));

  return {
    createUser: async (user, source) => {
      const around = scope();
      await validateUserInfo(around, user, source);
      return createUser(around, user);
    },
    createOAuthUser: (user, values) =>
      inTransaction(scope(), async (inner) => {
        const created = await createUser(inner, user);
        if (created === null) return null;
        const linked = await createAccount(inner, { ...values, userId: created.id });
        return { user: created, account: expectRow(linked, "account") };
      }),
    createAccount: account,
    linkAccount: account,

    // Writes to a secondary storage always wait for the commit, so there is nothing to defer.
    createSession: async (userId, dontRememberMe, override, overrideAll) =>
      expectRow(await createSession(scope(), userId, { dontRememberMe, override, overrideAll }), "session"),
    findSession: (token) => unlessMissing(token, null, () => findSession(scope(), token)),
    findSessions: (tokens, settings) => findSessions(scope(), tokens, settings),
    listSessions: (userId, settings) => unlessMissing(userId, [], () => listSessions(scope(), userId, settings)),
    updateSession: (token, changes) => updateSession(scope(), token, changes),
    deleteSession: (token) =>
      unlessMissing(token, undefined, async () => void (await revokeSessionByToken(scope(), token, "revoked"))),
    deleteSessions: async (tokens) => void (await revokeSessionsByTokens(scope(), tokens)),
    deleteUserSessions: (userId) =>
      unlessMissing(userId, undefined, async () => void (await revokeUserSessions(scope(), userId, "revoked"))),
    refreshUserSessions: (user) => refreshUserCopies(scope(), user),

    findUserByEmail: (email, settings) => findUserByEmail(scope(), email, settings),
    findUserById: (id) => unlessMissing(id, null, () => findUserById(scope(), id)),
    updateUser: (id, changes) => updateUser(scope(), id, withCanonicalEmail(changes)),
    updateUserByEmail: async (email, changes) => {
      const found = await findUserByEmail(scope(), email);
      return found && updateUser(scope(), found.user.id, withCanonicalEmail(changes));
    },
    updatePassword: async (userId, hash) => void (await updatePassword(scope(), userId, hash)),
    deleteUser: (id) => unlessMissing(id, undefined, async () => void (await deleteUser(scope(), id))),
    listUsers: (limit, offset, sortBy, where) =>
      scope().adapter.findMany<UserRow>({ model: "user", limit, offset, sortBy, where }),
    countTotalUsers: (where) => scope().adapter.count({ model: "user", where }),

    findAccounts: accountsOf,
    findAccountByUserId: accountsOf,
    findCredentialAccount: (userId) => unlessMissing(userId, null, () => findCredentialAccount(scope(), userId)),
    findAccountByKey: (key) => findAccountByKey(scope(), key),
    findAccountOwnerByKey: async (key) => {
      const found = await findOwnedAccount(scope(), key);
      if (found === null) return null;
      const { account, owner: user } = found;
      return user ? { kind: "owned", user, account } : { kind: "orphaned", account };
    },
    updateAccount: (id, changes) => updateAccount(scope(), id, changes),
    deleteAccount: (id) => removeAccounts("id", id),
    deleteAccounts: (userId) => removeAccounts("userId", userId),

    createVerificationValue: async (value: NewVerification) =>
      expectRow(await createVerification(scope(), value), "verification"),
    findVerificationValue: (identifier) => unlessMissing(identifier, null, () => findVerification(scope(), identifier)),
    updateVerificationByIdentifier: (identifier, changes: Row) => updateVerification(scope(), identifier, changes),
    deleteVerificationByIdentifier: (identifier) =>
      unlessMissing(identifier, undefined, () => deleteVerification(scope(), identifier)),
    consumeVerificationValue: (identifier) =>
      unlessMissing(identifier, null, () => consumeVerification(scope(), identifier)),
    reserveVerificationValue: (value) => reserveVerification(scope(), value),
  };
}
