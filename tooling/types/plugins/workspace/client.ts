import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type {
  CheckedRoles,
  CreateWorkspaceBody,
  CreateWorkspaceTeamBody,
  FullWorkspace,
  HasWorkspacePermissionBody,
  InviteWorkspaceMemberBody,
  Permissions,
  RemoveWorkspaceMemberBody,
  RemoveWorkspaceTeamBody,
  RoleOf,
  StatementsOf,
  UpdateWorkspaceBody,
  UpdateWorkspaceMemberRoleBody,
  Workspace,
  WorkspaceAccess,
  WorkspaceInvitation,
  WorkspaceMember,
  WorkspaceTeam,
} from "./types.ts";

/** Methods of `authClient.workspace`. */
export interface WorkspaceMethods<Role, Allowed> {
  /** Whoever is signed in becomes its owner. */
  create: ClientMethod<CreateWorkspaceBody, Workspace>;
  update: ClientMethod<UpdateWorkspaceBody, Workspace>;
  delete: ClientMethod<{ workspaceId: string }, { success: boolean }>;
  list: OptionalClientMethod<object, Workspace[]>;
  /** With its members and invitations. */
  getFull: ClientMethod<{ query: { workspaceId: string } }, FullWorkspace<Role>>;
  inviteMember: ClientMethod<InviteWorkspaceMemberBody<Role>, WorkspaceInvitation<Role>>;
  acceptInvitation: ClientMethod<{ invitationId: string }, WorkspaceMember<Role>>;
  cancelInvitation: ClientMethod<{ invitationId: string }, { success: boolean }>;
  listMembers: ClientMethod<{ query: { workspaceId: string } }, WorkspaceMember<Role>[]>;
  removeMember: ClientMethod<RemoveWorkspaceMemberBody, { success: boolean }>;
  updateMemberRole: ClientMethod<UpdateWorkspaceMemberRoleBody<Role>, WorkspaceMember<Role>>;
  /** Whether whoever is signed in may do all of that. */
  hasPermission: ClientMethod<HasWorkspacePermissionBody<Allowed>, { success: boolean }>;
}

/** Methods of `authClient.workspace` when teams are on. */
export interface WorkspaceTeamMethods {
  createTeam: ClientMethod<CreateWorkspaceTeamBody, WorkspaceTeam>;
  listTeams: ClientMethod<{ query: { workspaceId: string } }, WorkspaceTeam[]>;
  removeTeam: ClientMethod<RemoveWorkspaceTeamBody, { success: boolean }>;
}

/** Methods of the client. */
export interface WorkspaceClient<O> {
  workspace: WorkspaceMethods<RoleOf<O>, Permissions<StatementsOf<O>>> &
    (O extends { readonly teams: { readonly enabled: true } } ? WorkspaceTeamMethods : {});
}

/** What the plugin adds to the client's types. */
export interface WorkspaceClientTypes<O> {
  id: "workspace";
  client: WorkspaceClient<O>;
  errors: ErrorCodes<"WORKSPACE_NOT_FOUND" | "WORKSPACE_FORBIDDEN" | "WORKSPACE_INVITATION_NOT_FOUND">;
  infer: { Workspace: Workspace; WorkspaceMember: WorkspaceMember<RoleOf<O>> };
}

/** The client half. It takes the same statements, roles and teams as the server half. */
export function workspaceClient<const O extends WorkspaceAccess = {}>(
  _options?: O & CheckedRoles<O>,
): ClientPlugin<WorkspaceClientTypes<O>> {
  return { id: "workspace", pathMethods: { "/workspace/list": "GET" } };
}
