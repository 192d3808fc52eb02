import type { Awaitable, GenericEndpointContext } from "./endpoint";
import type { Account, Session, User, Verification } from "./models";

type Loose<T> = T & Record<string, unknown>;
/** `false` stops the write; `{ data }` is merged into it. */
type BeforeResult = void | boolean | { data: Record<string, unknown> };
type Context = GenericEndpointContext | null;

/** Hooks around the writes of one model. */
export interface ModelHooks<T> {
  /** Around new rows. */
  create?:
    | {
        /** May change the row with `{ data }`, or stop the write with `false`. */
        before?: ((row: Loose<T>, context: Context) => Awaitable<BeforeResult>) | undefined;
        /** Gets the row after the commit; what it throws is logged. */
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
  /** Around changes. */
  update?:
    | {
        /** Gets the changed fields only; may add to them with `{ data }`, or stop the write with `false`. */
        before?: ((changes: Loose<Partial<T>>, context: Context) => Awaitable<BeforeResult>) | undefined;
        /** Gets the row after the commit; what it throws is logged. */
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
  /** Around deletions; it costs a read of the row. */
  delete?:
    | {
        /** May stop the deletion with `false`. */
        before?: ((row: Loose<T>, context: Context) => Awaitable<void | boolean>) | undefined;
        /** Gets the row after the commit; what it throws is logged. */
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
}

/** Hooks around the writes of the core's rows. After-hooks run once the surrounding transaction is committed. */
export interface DatabaseHooks {
  /** Around users. */
  user?: ModelHooks<User> | undefined;
  /** Around sessions. */
  session?: ModelHooks<Session> | undefined;
  /** Around accounts. */
  account?: ModelHooks<Account> | undefined;
  /** Around one-time values. */
  verification?: ModelHooks<Verification> | undefined;
}

/** Database hooks, and whose they are. */
export interface DatabaseHooksEntry {
  /** "user" for those of the options, else a plugin's id. */
  source: string;
  hooks: DatabaseHooks;
}
