import type { AuthContext, BetterAuthOptions, SessionPair } from "../types";
import { compileTrustedOrigins } from "../url/origin";
import { isTrustedTarget } from "../url/redirect";
import { currentAmbient } from "./ambient";
import type { FindBase } from "./call-base";
import type { Instance } from "./instance";
import { createCallState, joinTransaction, rootScope } from "./root-scope";
import { SCOPE, type Scope } from "./scope";

/** Makes the context of each call. A promise only where trusted origins are asked for per request. */
export type OpenCall = (
  headers: Headers | undefined,
  request: Request | undefined,
) => AuthContext | Promise<AuthContext>;

function trustOrigins(context: AuthContext, origins: readonly string[]): void {
  const trusted = compileTrustedOrigins(origins);
  context.trustedOrigins = [...trusted.list];
  context.isTrustedOrigin = (url, settings) => isTrustedTarget(url, trusted, settings?.allowRelativePaths === true);
}

/** Asks the user's function, with the request it is about. */
async function withAskedOrigins(
  context: AuthContext,
  ask: Extract<BetterAuthOptions["trustedOrigins"], (...args: never[]) => unknown>,
  request: Request | undefined,
): Promise<AuthContext> {
  const told = (await ask(request)).filter((origin) => typeof origin === "string");
  trustOrigins(context, [...context.trustedOrigins, ...told]);
  return context;
}

/**
 * A call works on a copy of the context with the same shape, so that what it finds out and what plugins assign stays
 * its own. A direct call inside another one shares its request state and joins its transaction, if that is of the same
 * database.
 */
export function createOpenCall(instance: Instance, findBase: FindBase): OpenCall {
  const shared = instance.context as AuthContext & { [SCOPE]?: Scope };
  // The slot exists before the first copy is made, so that all copies have one shape. What stands in it serves helpers
  // that are given `auth.$context`.
  shared[SCOPE] = rootScope(instance);
  const isDynamic = instance.base === null;
  const { trustedOrigins } = instance.options;
  const askOrigins = typeof trustedOrigins === "function" ? trustedOrigins : null;

  return (headers, request) => {
    const base = findBase(headers, request);
    const ambient = currentAmbient();
    const { adapter, transaction } = joinTransaction(instance, ambient);
    const scope: Scope = {
      instance,
      ctx: null,
      adapter,
      transaction,
      state: ambient?.state ?? { map: null },
      base,
      call: createCallState(headers),
    };
    const context = { ...shared, [SCOPE]: scope };
    context.setNewSession = (pair: SessionPair | null) => {
      context.newSession = pair as AuthContext["newSession"];
    };
    if (isDynamic && base.origin !== "") {
      context.baseURL = base.url;
      // What the application named stays as it is: a list of hosts says more than one of them.
      if (shared.options.baseURL === undefined) context.options = { ...shared.options, baseURL: base.origin };
      trustOrigins(context, [base.origin, ...shared.trustedOrigins]);
    }
    return askOrigins === null ? context : withAskedOrigins(context, askOrigins, request);
  };
}
