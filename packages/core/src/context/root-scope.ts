import type { AuthContext } from "../types";
import type { BaseURL } from "../url/base-url";
import { type Ambient, currentAmbient, type OpenTransaction } from "./ambient";
import type { Instance } from "./instance";
import { type CallState, SCOPE, type Scope, scopeOfContext } from "./scope";

const NOWHERE: BaseURL = { origin: "", basePath: "", url: "" };

/** The state of a call that starts now. */
export function createCallState(headers: Headers | undefined): CallState {
  return { headers, ipAddress: undefined, accountRule: null, clearedTokens: null, pending: null };
}

function isScopeOf(instance: Instance, ambient: unknown): ambient is Scope {
  return typeof ambient === "object" && ambient !== null && (ambient as Partial<Scope>).instance === instance;
}

/** A scope that belongs to no call and to no transaction. */
export function rootScope(instance: Instance): Scope {
  return {
    instance,
    ctx: null,
    adapter: instance.adapter,
    transaction: null,
    state: { map: null },
    base: instance.base ?? NOWHERE,
    call: createCallState(undefined),
  };
}

/** Whether a transaction is of an instance's database, as far as that can be told. */
function isOfSameDatabase(instance: Instance, ambient: Ambient, { of }: OpenTransaction): boolean {
  const { instance: other } = ambient as Partial<Scope>;
  if (of === instance.adapter || other === undefined || other === instance) return true;
  const { database } = instance.options;
  return Boolean(database) && database === other.options.database;
}

/**
 * What a call inside another one writes with: the transaction that is open around it, but never that of an instance with
 * another database, where its rows would be lost.
 */
export function joinTransaction(
  instance: Instance,
  ambient: Ambient | undefined,
): Pick<Scope, "adapter" | "transaction"> {
  const { adapter, transaction } = ambient ?? {};
  if (ambient === undefined || !transaction || !isOfSameDatabase(instance, ambient, transaction))
    return { adapter: instance.adapter, transaction: null };
  return { adapter: adapter ?? instance.adapter, transaction };
}

/** The scope for code that was not handed one: the call's around it, or one that belongs to no call. */
export function ambientScope(instance: Instance): Scope {
  const ambient = currentAmbient();
  if (ambient === undefined) return rootScope(instance);
  if (isScopeOf(instance, ambient)) return ambient;
  return { ...rootScope(instance), ...joinTransaction(instance, ambient), state: ambient.state };
}

/**
 * The scope for a helper of plugins that is given a context: a call's, or `auth.$context`. It joins the transaction that
 * is open around the caller.
 */
export function scopeAround(context: AuthContext): Scope {
  const own = scopeOfContext(context);
  const ambient = ambientScope(own.instance);
  return ambient.transaction === null || own.transaction !== null
    ? own
    : { ...own, adapter: ambient.adapter, transaction: ambient.transaction };
}

/** A copy of a context, for a call that is made with it: in the transaction that is open around the caller. */
export function copyContext(context: AuthContext): AuthContext {
  return scopeOfContext(context) === undefined
    ? { ...context }
    : Object.assign({ ...context }, { [SCOPE]: scopeAround(context) });
}
