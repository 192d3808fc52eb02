import { scopeAround } from "../context/root-scope";
import { SCOPE, type Scope, scopeOfContext } from "../context/scope";
import { callResult, type RawInput, readCallInput } from "../endpoint/call-bare";
import { dispatch } from "../endpoint/dispatch";
import { indexHooks } from "../endpoint/hooks";
import { describeRoute, type Route } from "../endpoint/router";
import { requireCallInput } from "../endpoint/validation";
import { BetterAuthError } from "../error";
import { pendingAnswer, pendingTarget } from "../sign-in/pending-answer";
import type { AnyEndpoint, AuthContext } from "../types";

/** What an endpoint is dispatched with: a context of a call, spread, and what is to be different. */
export interface DispatchContext extends RawInput {
  context: AuthContext;
}

/** What stands behind the before-hooks. A call inside another one is not counted or checked for its origin again. */
const GUARDS = { pendingAnswer, pendingTarget };

/** A context for a call inside another one: what is found out there stays there, and a session that is issued is told outside. */
function contextInside(outer: AuthContext, scope: Scope): AuthContext {
  const inner: AuthContext & { [SCOPE]: Scope } = {
    ...outer,
    [SCOPE]: { ...scope, ctx: null },
    newSession: null,
    returned: undefined,
    responseHeaders: undefined,
  };
  inner.setNewSession = (pair) => {
    inner.newSession = pair;
    outer.setNewSession(pair);
  };
  return inner;
}

/** Over HTTP a call's own flags say how the request is answered, not what this caller wants. */
function flagsOf(input: DispatchContext, outer: Scope["ctx"]): RawInput {
  const isInherited = outer?.request !== undefined && outer.asResponse === true && input.request === outer.request;
  const { asResponse, returnHeaders, returnStatus } = input;
  return isInherited
    ? { asResponse: undefined, returnHeaders: true, returnStatus: true }
    : { asResponse, returnHeaders, returnStatus };
}

/**
 * Runs an endpoint from inside another one, with every hook around it, as a request of its own would have it. Not counted
 * and not checked for its origin again.
 *
 * @param input `{ ...ctx, context: ctx.context }`, and what is to be different: body, query, params
 * @returns what the endpoint gives, in the form that `asResponse`, `returnHeaders` and `returnStatus` ask for; with the
 *   context of a request always `{ headers, status, response }`
 * @throws {APIError} what the endpoint throws
 * @example const { response } = await dispatchAuthEndpoint(inner, { ...ctx, context: ctx.context, body: { id } });
 */
export async function dispatchAuthEndpoint(endpoint: AnyEndpoint, input: DispatchContext): Promise<unknown> {
  if (scopeOfContext(input.context) === undefined)
    throw new BetterAuthError("dispatchAuthEndpoint(): expected the context of a call.");
  const scope = scopeAround(input.context);
  const { options, plugins } = scope.instance;
  const described = describeRoute(endpoint.options.operationId ?? endpoint.path ?? "virtual:", endpoint, true);
  const route: Route = {
    ...described,
    before: indexHooks(options.hooks?.before, plugins, "before").forRoute(described.path),
    after: indexHooks(options.hooks?.after, plugins, "after").forRoute(described.path),
  };
  const own = { ...input, ...flagsOf(input, scope.ctx), path: undefined, method: undefined };
  const call = readCallInput(own, route.path, route.options, route.key);
  requireCallInput(route.options, call);
  const { value, parts } = await dispatch(route, call, contextInside(input.context, scope), GUARDS);
  return callResult(value, call, parts);
}
