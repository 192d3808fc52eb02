import { authorize, type GrantedActions } from "./authorize";
import type { AccessControl, Role, RoleAuthorizeRequest, Statements } from "./types";

/** What was declared, as it is kept and as it is looked up. */
interface Declaration {
  readonly statements: Statements;
  readonly granted: GrantedActions;
}

/** Takes a copy, so that what the caller does with their object later grants nothing. */
function readDeclaration(given: object): Declaration {
  const entries = Object.entries(given).filter(([, actions]) => actions !== undefined);
  for (const [resource, actions] of entries) {
    if (Array.isArray(actions) && actions.every((action) => typeof action === "string")) continue;
    throw new TypeError(
      `The actions of the resource "${resource}" are no list of names. Write them as { ${resource}: ["read"] }.`,
    );
  }
  const copies = entries.map(([resource, actions]) => [resource, Object.freeze([...actions])] as const);
  return {
    statements: Object.freeze(Object.fromEntries(copies)),
    // A look-up that finds nothing but what was declared, whatever a resource is called.
    granted: new Map(copies.map(([resource, actions]) => [resource, new Set(actions)])),
  };
}

/**
 * Makes a role that stands alone. `newRole` of an access control makes one that is held to its resources and actions.
 *
 * @param statements actions by resource
 * @throws {TypeError} for actions that are no list of names
 * @example role({ project: ["read"] }).authorize({ project: ["read"] }); // { success: true }
 */
export function role<const S extends Statements>(statements: S): Role<S, S> {
  const { statements: own, granted } = readDeclaration(statements);
  return Object.freeze({
    statements: own as S,
    authorize: (request: RoleAuthorizeRequest<S>, connector?: "AND" | "OR") => authorize(granted, request, connector),
  });
}

/**
 * Declares the resources of an application and what can be done with each, to make roles of.
 *
 * @param statements every action, by resource
 * @throws {TypeError} for actions that are no list of names
 * @example
 * const access = createAccessControl({ project: ["create", "update", "delete"], billing: ["read", "pay"] });
 * const editor = access.newRole({ project: ["create", "update"] });
 * editor.authorize({ project: ["delete"] }).success; // false
 */
export function createAccessControl<const S extends Statements>(statements: S): AccessControl<S> {
  return Object.freeze({
    statements: readDeclaration(statements).statements as S,
    // The interface says what may be given and what comes of it; a role is made of any declaration.
    newRole: role as unknown as AccessControl<S>["newRole"],
  });
}
