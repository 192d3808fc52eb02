import {
  createAccount,
  deleteAccounts,
  findAccountByKey,
  findAccounts,
  findCredentialAccount,
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
import type { InternalAdapter, Row, Where } from "../types";
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

/** The stores under the names that plugins know. Each call works in whatever scope is around it. */
export function makeInternalAdapter(instance: Instance): InternalAdapter {
  const scope = () => ambientScope(instance);
  const account = (values: NewAccount) => createAccount(scope(), values).then((row) => expectRow(row, "account"));

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
    findSession: (token) => findSession(scope(), token),
    findSessions: (tokens, settings) => findSessions(scope(), tokens, settings),
    listSessions: (userId, settings) => listSessions(scope(), userId, settings),
    updateSession: (token, changes) => updateSession(scope(), token, changes),
    deleteSession: async (token) => void (await revokeSessionByToken(scope(), token, "revoked")),
    deleteSessions: async (tokens) => void (await revokeSessionsByTokens(scope(), tokens)),
    deleteUserSessions: async (userId) => void (await revokeUserSessions(scope(), userId, "revoked")),
    refreshUserSessions: (user) => refreshUserCopies(scope(), user),

    findUserByEmail: (email, settings) => findUserByEmail(scope(), email, settings),
    findUserById: (id) => findUserById(scope(), id),
    updateUser: (id, changes) => updateUser(scope(), id, changes),
    updateUserByEmail: async (email, changes) => {
      const found = await findUserByEmail(scope(), email);
      return found && updateUser(scope(), found.user.id, changes);
    },
    updatePassword: async (userId, hash) => void (await updatePassword(scope(), userId, hash)),
    deleteUser: async (id) => void (await deleteUser(scope(), id)),
    listUsers: (limit, offset, sortBy, where) =>
      scope().adapter.findMany<UserRow>({ model: "user", limit, offset, sortBy, where }),
    countTotalUsers: (where) => scope().adapter.count({ model: "user", where }),

    findAccounts: (userId) => findAccounts(scope(), userId),
    findAccountByUserId: (userId) => findAccounts(scope(), userId),
    findCredentialAccount: (userId) => findCredentialAccount(scope(), userId),
    findAccountByKey: (key) => findAccountByKey(scope(), key),
    findAccountOwnerByKey: async (key) => {
      const found = await findAccountByKey(scope(), key);
      if (found === null) return null;
      const user = await findUserById(scope(), found.userId);
      return user ? { kind: "owned", user, account: found } : { kind: "orphaned", account: found };
    },
    updateAccount: (id, changes) => updateAccount(scope(), id, changes),
    deleteAccount: async (id) => void (await deleteAccounts(scope(), [{ field: "id", value: id }] satisfies Where[])),
    deleteAccounts: async (userId) =>
      void (await deleteAccounts(scope(), [{ field: "userId", value: userId }] satisfies Where[])),

    createVerificationValue: async (value: NewVerification) =>
      expectRow(await createVerification(scope(), value), "verification"),
    findVerificationValue: (identifier) => findVerification(scope(), identifier),
    updateVerificationByIdentifier: (identifier, changes: Row) => updateVerification(scope(), identifier, changes),
    deleteVerificationByIdentifier: (identifier) => deleteVerification(scope(), identifier),
    consumeVerificationValue: (identifier) => consumeVerification(scope(), identifier),
    reserveVerificationValue: (value) => reserveVerification(scope(), value),
  };
}
