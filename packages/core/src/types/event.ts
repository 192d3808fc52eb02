import type { DBTransactionAdapter } from "./adapter";
import type { AuthContext } from "./context";
import type { Account, Session, User } from "./models";

/** What can happen to a user's security state. Each is raised by the store that makes the change. */
export interface AuthEvents {
  "user.created": { user: User };
  "user.updated": { userId: string; fields: readonly string[] };
  "user.deleted": { userId: string };
  /** Somebody proved to read the mail of this address. */
  "email.verified": { userId: string; email: string };
  "email.changed": { userId: string; email: string; previousEmail: string };
  "account.created": { account: Pick<Account, "id" | "userId" | "providerId" | "accountId"> };
  "account.deleted": { accountId: string; userId: string };
  "password.changed": { userId: string };
  /** Somebody asked for a mail to reset a password; without `userId`, for an address that nobody has. */
  "password.reset-requested": { userId?: string | undefined; identifier: string };
  "session.created": { session: Omit<Session, "token">; factor: string };
  "session.revoked": {
    userId?: string | undefined;
    count: number;
    reason: "sign-out" | "revoked" | "expired" | "password-changed" | "email-proved" | "user-deleted";
  };
  /**
   * What somebody may have planted before the address was proved is gone: sessions and accounts. A plugin that keeps ways in
   * of its own removes those of the user, durably.
   */
  "access.revoked": { userId: string };
  "sign-in.succeeded": { userId: string; factor: string; sessionId: string };
  "sign-in.failed": { factor: string; reason: string; userId?: string | undefined; identifier?: string | undefined };
  "sign-in.pending": { userId: string; factor: string; requirement: string };
}

/** The name of something that can happen. */
export type AuthEventType = keyof AuthEvents;

/** Something that happened. Never holds a password, a token's secret part or a hash. */
export type AuthEvent = {
  [K in AuthEventType]: {
    readonly type: K;
    readonly at: Date;
    readonly ipAddress: string | null;
    readonly userAgent: string | null;
  } & AuthEvents[K];
}[AuthEventType];

/** Somebody who wants to know. A plugin lists its subscribers under `events`. */
export interface EventSubscriber {
  /** The events it wants. @default all */
  types?: readonly AuthEventType[] | undefined;
  /**
   * `true` runs it inside the transaction that makes the change, with that transaction's adapter: it is written with
   * the change or not at all, and a throw undoes both. Otherwise it runs after the commit, and a throw is logged.
   * @default false
   */
  durable?: boolean | undefined;
  handle(event: AuthEvent, tools: { adapter: DBTransactionAdapter; context: AuthContext }): void | Promise<void>;
}
