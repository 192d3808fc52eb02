import type { AuthContext } from "../types";
import type { BaseURL } from "../url/base-url";
import { currentAmbient } from "./ambient";
import type { Instance } from "./instance";
import { type CallState, type Scope, scopeOfContext } from "./scope";

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

/** The scope for code that was not handed one: the call's around it, or one that belongs to no call. */
export function ambientScope(instance: Instance): Scope {
  const ambient = currentAmbient();
  if (ambient === undefined) return rootScope(instance);
  if (isScopeOf(instance, ambient)) return ambient;
  const { state, transaction } = ambient;
  const adapter = transaction && ambient.adapter ? ambient.adapter : instance.adapter;
  return { ...rootScope(instance), adapter, transaction, state };
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
