import type { Where } from "./adapter";
import type { Account, Session, SessionPair, User, Verification } from "./models";
import type { UserProvisioningSource } from "./user-validation";

type Loose<T> = T & Record<string, unknown>;

/** The stores of the core under the name that plugins know. */
export interface InternalAdapter {
  createUser(
    user: Partial<User> & { email: string } & Record<string, unknown>,
    /** Where the user comes from; needed when `user.validateUserInfo` is set. */
    source?: UserProvisioningSource,
  ): Promise<Loose<User> | null>;
  createOAuthUser(
    user: Partial<User> & { email: string } & Record<string, unknown>,
    account: Partial<Account> & { accountId: string; providerId: string },
  ): Promise<{ user: Loose<User>; account: Loose<Account> } | null>;
  createAccount(
    account: Partial<Account> & { userId: string; accountId: string; providerId: string } & Record<string, unknown>,
  ): Promise<Loose<Account>>;
  linkAccount(
    account: Partial<Account> & { userId: string; accountId: string; providerId: string } & Record<string, unknown>,
  ): Promise<Loose<Account>>;
  createSession(
    userId: string,
    dontRememberMe?: boolean,
    override?: Partial<Session> & Record<string, unknown>,
    overrideAll?: boolean,
    settings?: { deferSecondaryStorageWrites?: boolean },
  ): Promise<Loose<Session>>;
  findSession(token: string): Promise<SessionPair<Loose<Session>, Loose<User>> | null>;
  findSessions(
    tokens: string[],
    settings?: { onlyActiveSessions?: boolean },
  ): Promise<SessionPair<Loose<Session>, Loose<User>>[]>;
  listSessions(userId: string, settings?: { onlyActiveSessions?: boolean }): Promise<Loose<Session>[]>;
  updateSession(token: string, changes: Partial<Session> & Record<string, unknown>): Promise<Loose<Session> | null>;
  deleteSession(token: string): Promise<void>;
  deleteSessions(tokens: string[]): Promise<void>;
  deleteUserSessions(userId: string): Promise<void>;
  refreshUserSessions(user: User): Promise<void>;
  findUserByEmail(
    email: string,
    settings?: { includeAccounts?: boolean },
  ): Promise<{ user: Loose<User>; accounts: Loose<Account>[] } | null>;
  findUserById(id: string): Promise<Loose<User> | null>;
  updateUser(id: string, changes: Partial<User> & Record<string, unknown>): Promise<Loose<User> | null>;
  updateUserByEmail(email: string, changes: Partial<User> & Record<string, unknown>): Promise<Loose<User> | null>;
  updatePassword(userId: string, hash: string): Promise<void>;
  deleteUser(id: string): Promise<void>;
  listUsers(
    limit?: number,
    offset?: number,
    sortBy?: { field: string; direction: "asc" | "desc" },
    where?: Where[],
  ): Promise<Loose<User>[]>;
  countTotalUsers(where?: Where[]): Promise<number>;
  findAccounts(userId: string): Promise<Loose<Account>[]>;
  findAccountByUserId(userId: string): Promise<Loose<Account>[]>;
  findCredentialAccount(userId: string): Promise<Loose<Account> | null>;
  findAccountByKey(key: { providerId: string; accountId: string }): Promise<Loose<Account> | null>;
  findAccountOwnerByKey(key: {
    providerId: string;
    accountId: string;
  }): Promise<
    { kind: "owned"; user: Loose<User>; account: Loose<Account> } | { kind: "orphaned"; account: Loose<Account> } | null
  >;
  updateAccount(id: string, changes: Partial<Account> & Record<string, unknown>): Promise<Loose<Account> | null>;
  deleteAccount(id: string): Promise<void>;
  deleteAccounts(userId: string): Promise<void>;
  createVerificationValue(
    value: Partial<Verification> & { identifier: string; value: string; expiresAt: Date },
  ): Promise<Verification>;
  findVerificationValue(identifier: string): Promise<Verification | null>;
  updateVerificationByIdentifier(identifier: string, changes: Partial<Verification>): Promise<Verification | null>;
  deleteVerificationByIdentifier(identifier: string): Promise<void>;
  /** Takes the value: of parallel callers one gets it, and it is gone. Expired ones are gone too, and give null. */
  consumeVerificationValue(identifier: string): Promise<Verification | null>;
  reserveVerificationValue(value: { identifier: string; value: string; expiresAt: Date }): Promise<boolean>;
}
