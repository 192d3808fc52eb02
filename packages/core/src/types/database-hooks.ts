import type { Awaitable, GenericEndpointContext } from "./endpoint";
import type { Account, Session, User, Verification } from "./models";

type Loose<T> = T & Record<string, unknown>;
/** `false` stops the write; `{ data }` is merged into it. */
type BeforeResult = void | boolean | { data: Record<string, unknown> };
type Context = GenericEndpointContext | null;

/** Hooks around the writes of one model. */
export interface ModelHooks<T> {
  create?:
    | {
        before?: ((row: Loose<T>, context: Context) => Awaitable<BeforeResult>) | undefined;
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
  update?:
    | {
        /** Gets the changed fields only. */
        before?: ((changes: Loose<Partial<T>>, context: Context) => Awaitable<BeforeResult>) | undefined;
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
  delete?:
    | {
        before?: ((row: Loose<T>, context: Context) => Awaitable<void | boolean>) | undefined;
        after?: ((row: Loose<T>, context: Context) => Awaitable<void>) | undefined;
      }
    | undefined;
}

/** Hooks around the writes of the core's rows. After-hooks run once the surrounding transaction is committed. */
export interface DatabaseHooks {
  user?: ModelHooks<User> | undefined;
  session?: ModelHooks<Session> | undefined;
  account?: ModelHooks<Account> | undefined;
  verification?: ModelHooks<Verification> | undefined;
}
