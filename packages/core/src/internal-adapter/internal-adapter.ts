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
  listSessions,
  revokeSessionByToken,
  revokeSessionsByTokens,
  revokeUserSessions,
  updateSession,
} from "../session/store";
import type { InternalAdapter, Row, Where } from "../types";
import { createUser, findUserByEmail, findUserById, type UserRow, updateUser } from "../user/store";
import { deleteUser } from "../user-lifecycle/delete-user";
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
export function createInternalAdapter(instance: Instance): InternalAdapter {
  const scope = () => ambientScope(instance);
  const account = (values: NewAccount) => createAccount(scope(), values).then((row) => expectRow(row, "account"));

  return {
    createUser: (user) => createUser(scope(), user),
    createOAuthUser: (user, values) =>
      inTransaction(scope(), async (inner) => {
        const created = await createUser(inner, user);
        if (created === null) return null;
        const linked = await createAccount(inner, { ...values, userId: created.id });
        return { user: created, account: expectRow(linked, "account") };
      }),
    createAccount: account,
    linkAccount: account,

    createSession: async (userId, dontRememberMe, override, overrideAll) =>
      expectRow(await createSession(scope(), userId, { dontRememberMe, override, overrideAll }), "session"),
    findSession: (token) => findSession(scope(), token),
    findSessions: async (tokens, settings) => {
      const found = await Promise.all(tokens.map((token) => findSession(scope(), token)));
      const now = Date.now();
      return found
        .filter((pair) => pair !== null)
        .filter((pair) => settings?.onlyActiveSessions !== true || pair.session.expiresAt.getTime() > now);
    },
    listSessions: (userId, settings) => listSessions(scope(), userId, settings),
    updateSession: (token, changes) => updateSession(scope(), token, changes),
    deleteSession: async (token) => void (await revokeSessionByToken(scope(), token, "revoked")),
    deleteSessions: async (tokens) => void (await revokeSessionsByTokens(scope(), tokens)),
    deleteUserSessions: async (userId) => void (await revokeUserSessions(scope(), userId, "revoked")),
    // Sessions are read together with their user, so there is no copy to renew.
    refreshUserSessions: async () => {},

    findUserByEmail: (email, settings) => findUserByEmail(scope(), email, settings),
    findUserById: (id) => findUserById(scope(), id),
    updateUser: (id, changes) => updateUser(scope(), id, changes),
    updateUserByEmail: async (email, changes) => {
      const found = await findUserByEmail(scope(), email);
      return found && updateUser(scope(), found.user.id, changes);
    },
    updatePassword: (userId, hash) => updatePassword(scope(), userId, hash),
    deleteUser: (id) => deleteUser(scope(), id),
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
    reserveVerificationValue: async (value) => {
      const id = await reservationId(value.identifier);
      try {
        const now = new Date();
        await scope().adapter.create({
          model: "verification",
          data: { createdAt: now, updatedAt: now, ...value, id },
          forceAllowId: true,
        });
        return true;
      } catch (error) {
        // A second row with the same id is what "somebody was first" looks like; anything else is a failure.
        const taken = await scope().adapter.findOne({ model: "verification", where: [{ field: "id", value: id }] });
        if (taken !== null) return false;
        throw error;
      }
    },
  };
}

/** One id for an identifier, so that the primary key decides who was first. */
async function reservationId(identifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`reserve:${identifier}`));
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return Array.from(new Uint8Array(digest), (byte) => alphabet[byte % alphabet.length]).join("");
}
