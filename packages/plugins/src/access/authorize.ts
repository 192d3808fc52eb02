import type { AuthorizeResponse, Connector } from "./types";

/** Actions by resource, to look up. */
export type GrantedActions = ReadonlyMap<string, ReadonlySet<unknown>>;

interface AskedActions {
  readonly actions: readonly unknown[];
  readonly connector: unknown;
}

function readAskedActions(resource: string, asked: unknown): AskedActions {
  if (Array.isArray(asked)) return { actions: asked, connector: "AND" };
  if (typeof asked === "object" && asked !== null) {
    const { actions, connector } = asked as Partial<AskedActions>;
    return { actions: Array.isArray(actions) ? actions : [], connector };
  }
  throw new TypeError(
    `Invalid access control request: what is asked of "${resource}" is ${asked === null ? "null" : typeof asked}. ` +
      "Expected a list of actions, or { actions, connector }.",
  );
}

/** Why the actions of one resource are refused; `null` when they are granted. */
function refusalOf(granted: GrantedActions, resource: string, asked: unknown): string | null {
  const allowed = granted.get(resource);
  if (allowed === undefined) return `You are not allowed to access resource: ${resource}`;
  const { actions, connector } = readAskedActions(resource, asked);
  const isAllowed = (action: unknown) => allowed.has(action);
  // Of nothing asked everything would be allowed, so that is refused by itself.
  const isGranted = connector === "OR" ? actions.some(isAllowed) : actions.length > 0 && actions.every(isAllowed);
  return isGranted ? null : `unauthorized to access resource "${resource}"`;
}

/** The verdict on a request. Any connector but "OR" asks for everything. */
export function authorize(granted: GrantedActions, request: object, connector?: Connector): AuthorizeResponse {
  if (typeof request !== "object" || request === null) {
    throw new TypeError('Invalid access control request: expected actions by resource, as in { project: ["read"] }.');
  }
  const resources = Object.entries(request);
  for (const [resource, asked] of resources) {
    const refusal = refusalOf(granted, resource, asked);
    if (connector === "OR") {
      if (refusal === null) return { success: true };
    } else if (refusal !== null) return { success: false, error: refusal };
  }
  return connector !== "OR" && resources.length > 0 ? { success: true } : { success: false, error: "Not authorized" };
}
