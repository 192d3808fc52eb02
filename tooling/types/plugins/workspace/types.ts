/** What may be done, by what it is done to. */
export type Statements = Readonly<Record<string, readonly string[]>>;

/** Some of what statements allow. */
export type Permissions<S> = {
  readonly [Resource in keyof S]?: S[Resource] extends readonly (infer Action)[] ? readonly Action[] : never;
};

/** The statements of a workspace that declares none. */
export interface DefaultStatements {
  readonly workspace: readonly ["update", "delete"];
  readonly member: readonly ["invite", "remove", "promote"];
}

/** The part of the options that the types depend on; server and client are given the same. */
export interface WorkspaceAccess {
  /** @default update and delete the workspace; invite, remove and promote members */
  statements?: Statements | undefined;
  /** Roles besides "owner", who may do everything, and "member", who may do nothing. */
  roles?: Readonly<Record<string, Readonly<Record<string, readonly string[] | undefined>>>> | undefined;
  teams?: { readonly enabled: boolean } | undefined;
}

/** The statements that options declare. */
export type StatementsOf<O> = O extends { readonly statements: infer S extends Statements } ? S : DefaultStatements;

/** The names of the roles that options declare. A condition, so that editors show the names and not the options. */
export type RoleOf<O> = O extends { readonly roles: infer R }
  ? "owner" | "member" | Extract<keyof R, string>
  : "owner" | "member";

/** Roles may only be given what is declared. */
export interface CheckedRoles<O> {
  readonly roles?: Readonly<Record<string, Permissions<StatementsOf<O>>>> | undefined;
}

/** A place where several people work. */
export interface Workspace {
  id: string;
  name: string;
  slug: string;
  createdAt: Date;
}

/** Somebody in a workspace. */
export interface WorkspaceMember<Role> {
  id: string;
  workspaceId: string;
  userId: string;
  role: Role;
  createdAt: Date;
}

/** A word to somebody who is not in the workspace yet. */
export interface WorkspaceInvitation<Role> {
  id: string;
  workspaceId: string;
  email: string;
  role: Role;
  status: "pending" | "accepted" | "cancelled";
  expiresAt: Date;
}

/** A group of members. */
export interface WorkspaceTeam {
  id: string;
  workspaceId: string;
  name: string;
  createdAt: Date;
}

/** A workspace with everybody in it. */
export interface FullWorkspace<Role> extends Workspace {
  members: WorkspaceMember<Role>[];
  invitations: WorkspaceInvitation<Role>[];
}

/** Body of `createWorkspace`. */
export interface CreateWorkspaceBody {
  name: string;
  slug: string;
}

/** Body of `updateWorkspace`. */
export interface UpdateWorkspaceBody {
  workspaceId: string;
  name?: string | undefined;
  slug?: string | undefined;
}

/** Body of `inviteWorkspaceMember`. */
export interface InviteWorkspaceMemberBody<Role> {
  workspaceId: string;
  email: string;
  role: Role;
}

/** Body of `updateWorkspaceMemberRole`. */
export interface UpdateWorkspaceMemberRoleBody<Role> {
  workspaceId: string;
  memberId: string;
  role: Role;
}

/** Body of `removeWorkspaceMember`. */
export interface RemoveWorkspaceMemberBody {
  workspaceId: string;
  memberId: string;
}

/** Body of `hasWorkspacePermission`. */
export interface HasWorkspacePermissionBody<Allowed> {
  workspaceId: string;
  permissions: Allowed;
}

/** Body of `createWorkspaceTeam`. */
export interface CreateWorkspaceTeamBody {
  workspaceId: string;
  name: string;
}

/** Body of `removeWorkspaceTeam`. */
export interface RemoveWorkspaceTeamBody {
  workspaceId: string;
  teamId: string;
}
