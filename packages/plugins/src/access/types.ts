/** The actions that there are, by resource. Write it `as const`, so that their names are known. */
export type Statements = { readonly [resource: string]: readonly string[] };

/** What an array holds. */
export type ArrayElement<T> = T extends readonly (infer Element)[] ? Element : never;

/** Some of what an array holds. */
export type SubArray<T extends readonly unknown[]> = readonly T[number][];

/** Some of the actions of the resources `K`. */
export type Subset<K extends keyof S, S extends Statements> = { readonly [R in K]: SubArray<S[R]> };

/** What a role may be given: some of the actions of some of the resources. */
export type RoleInput<S extends Statements> = { readonly [R in keyof S]?: SubArray<S[R]> | undefined };

/** `R`, refused where it names a resource that `S` does not have. */
export type ExactRoleStatements<S extends Statements, R> = R & { readonly [K in Exclude<keyof R, keyof S>]: never };

/** What a role that was given `R` has. */
export type RoleStatements<R> = { readonly [K in keyof R]-?: Exclude<R[K], undefined> };

/** Whether everything has to be allowed, or one of it is enough. */
export type Connector = "AND" | "OR";

/**
 * What somebody wants to do, by resource: all of a list of actions, or one of them with the connector "OR".
 *
 * @example { project: ["create", "update"], billing: { actions: ["read", "pay"], connector: "OR" } }
 */
export type RoleAuthorizeRequest<S extends Statements> = {
  readonly [R in keyof S]?: SubArray<S[R]> | { readonly actions: SubArray<S[R]>; readonly connector: Connector };
};

/** The verdict, with the reason of a refusal. */
export type AuthorizeResponse = { success: true; error?: undefined } | { success: false; error: string };

/** A role. Nothing of it can be changed. */
export interface Role<S extends Statements = Statements, Own = RoleInput<S>> {
  /** What it may do, by resource. */
  readonly statements: Own;
  /**
   * Whether the role may do what is asked.
   *
   * @param request nothing asked, of a resource or at all, is refused
   * @param connector whether every resource has to be allowed. @default "AND"
   * @throws {TypeError} for a request that is none
   */
  authorize(request: RoleAuthorizeRequest<S>, connector?: Connector): AuthorizeResponse;
}

/** The resources and actions of an application, and what makes roles of them. Nothing of it can be changed. */
export interface AccessControl<S extends Statements = Statements> {
  readonly statements: S;
  /**
   * Makes a role.
   *
   * @throws {TypeError} for actions that are no list of names
   * @example const editor = access.newRole({ project: ["create", "update"] });
   */
  newRole<const R extends RoleInput<S>>(statements: ExactRoleStatements<S, R>): Role<S, RoleStatements<R>>;
}
