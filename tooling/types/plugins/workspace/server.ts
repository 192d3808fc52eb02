import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type {
  ApiMethod,
  AuthContext,
  ErrorCodes,
  Plugin,
  PluginSchema,
  SessionBodyInput,
  SessionInput,
} from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type {
  CheckedRoles,
  CreateWorkspaceBody,
  CreateWorkspaceTeamBody,
  DefaultStatements,
  FullWorkspace,
  HasWorkspacePermissionBody,
  InviteWorkspaceMemberBody,
  Permissions,
  RemoveWorkspaceMemberBody,
  RemoveWorkspaceTeamBody,
  RoleOf,
  Statements,
  StatementsOf,
  UpdateWorkspaceBody,
  UpdateWorkspaceMemberRoleBody,
  Workspace,
  WorkspaceAccess,
  WorkspaceInvitation,
  WorkspaceMember,
  WorkspaceTeam,
} from "./types.ts";

/** Options of the plugin. */
export interface WorkspaceOptions extends WorkspaceAccess {
  /** How many somebody may found. @default as many as they like */
  maximum?: number | undefined;
  /** Called when somebody is invited. */
  sendInvitation?: ((invitation: { id: string; email: string }) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`, by the roles and the permissions that the options declare. */
export interface WorkspaceApi<Role, Allowed> {
  /** Whoever is signed in becomes its owner. */
  createWorkspace: ApiMethod<SessionBodyInput<CreateWorkspaceBody>, Workspace>;
  updateWorkspace: ApiMethod<SessionBodyInput<UpdateWorkspaceBody>, Workspace>;
  deleteWorkspace: ApiMethod<SessionBodyInput<{ workspaceId: string }>, { success: boolean }>;
  listWorkspaces: ApiMethod<SessionInput, Workspace[]>;
  /** With its members and invitations. */
  getFullWorkspace: ApiMethod<SessionInput & { query: { workspaceId: string } }, FullWorkspace<Role>>;
  inviteWorkspaceMember: ApiMethod<SessionBodyInput<InviteWorkspaceMemberBody<Role>>, WorkspaceInvitation<Role>>;
  acceptWorkspaceInvitation: ApiMethod<SessionBodyInput<{ invitationId: string }>, WorkspaceMember<Role>>;
  cancelWorkspaceInvitation: ApiMethod<SessionBodyInput<{ invitationId: string }>, { success: boolean }>;
  listWorkspaceMembers: ApiMethod<SessionInput & { query: { workspaceId: string } }, WorkspaceMember<Role>[]>;
  removeWorkspaceMember: ApiMethod<SessionBodyInput<RemoveWorkspaceMemberBody>, { success: boolean }>;
  updateWorkspaceMemberRole: ApiMethod<SessionBodyInput<UpdateWorkspaceMemberRoleBody<Role>>, WorkspaceMember<Role>>;
  /** Whether whoever is signed in may do all of that. */
  hasWorkspacePermission: ApiMethod<SessionBodyInput<HasWorkspacePermissionBody<Allowed>>, { success: boolean }>;
}

/** Methods of `auth.api` when teams are on. */
export interface WorkspaceTeamApi {
  createWorkspaceTeam: ApiMethod<SessionBodyInput<CreateWorkspaceTeamBody>, WorkspaceTeam>;
  listWorkspaceTeams: ApiMethod<SessionInput & { query: { workspaceId: string } }, WorkspaceTeam[]>;
  removeWorkspaceTeam: ApiMethod<SessionBodyInput<RemoveWorkspaceTeamBody>, { success: boolean }>;
}

/** What the plugin adds to the types: roles, permissions and teams come from the options. */
export interface WorkspaceTypes<O> {
  id: "workspace";
  api: WorkspaceApi<RoleOf<O>, Permissions<StatementsOf<O>>> &
    (O extends { readonly teams: { readonly enabled: true } } ? WorkspaceTeamApi : {});
  errors: ErrorCodes<"WORKSPACE_NOT_FOUND" | "WORKSPACE_FORBIDDEN" | "WORKSPACE_INVITATION_NOT_FOUND">;
  infer: {
    Workspace: Workspace;
    WorkspaceMember: WorkspaceMember<RoleOf<O>>;
    WorkspaceInvitation: WorkspaceInvitation<RoleOf<O>>;
  };
}

export const WORKSPACE_ERROR_CODES = defineErrorCodes({
  WORKSPACE_NOT_FOUND: "Workspace not found",
  WORKSPACE_FORBIDDEN: "You are not allowed to do that in this workspace",
  WORKSPACE_INVITATION_NOT_FOUND: "Invitation not found",
});

const workspaceId = {
  type: "string",
  references: { model: "workspace", field: "id" },
  index: true,
} as const;
const createdAt = { type: "date" } as const;

const schema = {
  workspace: {
    fields: { name: { type: "string" }, slug: { type: "string", unique: true, sortable: true }, createdAt },
  },
  workspaceMember: {
    fields: {
      workspaceId,
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      role: { type: "string", defaultValue: "member" },
      createdAt,
    },
  },
  workspaceInvitation: {
    fields: {
      workspaceId,
      email: { type: "string" },
      role: { type: "string" },
      status: { type: "string", defaultValue: "pending" },
      expiresAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const teamSchema = {
  workspaceTeam: { fields: { workspaceId, name: { type: "string" }, createdAt } },
} satisfies PluginSchema;

const defaultStatements: DefaultStatements = {
  workspace: ["update", "delete"],
  member: ["invite", "remove", "promote"],
};

const inWorkspace = z.object({ workspaceId: z.string() });
const ofInvitation = z.object({ invitationId: z.string() });

type Member = WorkspaceMember<string>;
type Invitation = WorkspaceInvitation<string>;

const WEEK_MS = 604_800_000;

/** The member that somebody is in a workspace. @throws {APIError} 404 for strangers, as for a workspace that is not there */
async function findMember({ adapter }: AuthContext, userId: string, workspaceId: string): Promise<Member> {
  const member = await adapter.findOne<Member>({
    model: "workspaceMember",
    where: [
      { field: "workspaceId", value: workspaceId },
      { field: "userId", value: userId },
    ],
  });
  if (member === null) throw APIError.from("NOT_FOUND", WORKSPACE_ERROR_CODES.WORKSPACE_NOT_FOUND);
  return member;
}

/** Whether a role may do all of that. */
function isAllowed(
  options: WorkspaceOptions,
  role: string,
  asked: Readonly<Record<string, readonly string[]>>,
): boolean {
  const statements: Statements = options.statements ?? { ...defaultStatements };
  return Object.entries(asked).every(([resource, actions]) =>
    actions.every(
      (action) =>
        statements[resource]?.includes(action) === true &&
        (role === "owner" || options.roles?.[role]?.[resource]?.includes(action) === true),
    ),
  );
}

/** The operations, as the handlers type them. */
export function makeWorkspaceEndpoints(options: WorkspaceOptions) {
  const require = async (context: AuthContext, userId: string, id: string, resource: string, action: string) => {
    const { role } = await findMember(context, userId, id);
    if (options.statements !== undefined && options.statements[resource] === undefined) return;
    if (isAllowed(options, role, { [resource]: [action] })) return;
    throw APIError.from("FORBIDDEN", WORKSPACE_ERROR_CODES.WORKSPACE_FORBIDDEN);
  };

  return {
    createWorkspace: createAuthEndpoint(
      "/workspace/create",
      { method: "POST", body: z.object({ name: z.string(), slug: z.string() }), use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const now = new Date();
        return adapter.transaction(async (trx) => {
          const workspace = await trx.create<Workspace>({ model: "workspace", data: { ...ctx.body, createdAt: now } });
          const owner = { workspaceId: workspace.id, userId: session.user.id, role: "owner", createdAt: now };
          await trx.create({ model: "workspaceMember", data: owner });
          return workspace;
        });
      },
    ),
    updateWorkspace: createAuthEndpoint(
      "/workspace/update",
      {
        method: "POST",
        body: z.object({ workspaceId: z.string(), name: z.optional(z.string()), slug: z.optional(z.string()) }),
        use: [sessionMiddleware],
      },
      async (ctx) => {
        const { workspaceId: id, ...update } = ctx.body;
        await require(ctx.context, ctx.context.session.user.id, id, "workspace", "update");
        const where = [{ field: "id", value: id }];
        const updated = await ctx.context.adapter.update<Workspace>({ model: "workspace", where, update });
        if (updated === null) throw APIError.from("NOT_FOUND", WORKSPACE_ERROR_CODES.WORKSPACE_NOT_FOUND);
        return updated;
      },
    ),
    deleteWorkspace: createAuthEndpoint(
      "/workspace/delete",
      { method: "POST", body: inWorkspace, use: [sessionMiddleware] },
      async (ctx) => {
        const { workspaceId: id } = ctx.body;
        await require(ctx.context, ctx.context.session.user.id, id, "workspace", "delete");
        const where = [{ field: "id", value: id }];
        return { success: (await ctx.context.adapter.deleteMany({ model: "workspace", where })) === 1 };
      },
    ),
    listWorkspaces: createAuthEndpoint(
      "/workspace/list",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = [{ field: "userId", value: session.user.id }];
        const members = await adapter.findMany<Member>({ model: "workspaceMember", where });
        if (members.length === 0) return [];
        const ids = members.map((member) => member.workspaceId);
        return adapter.findMany<Workspace>({
          model: "workspace",
          where: [{ field: "id", value: ids, operator: "in" }],
        });
      },
    ),
    getFullWorkspace: createAuthEndpoint(
      "/workspace/get-full",
      { method: "GET", query: inWorkspace, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { workspaceId: id } = ctx.query;
        await findMember(ctx.context, session.user.id, id);
        const where = [{ field: "workspaceId", value: id }];
        const workspace = await adapter.findOne<Workspace>({ model: "workspace", where: [{ field: "id", value: id }] });
        if (workspace === null) throw APIError.from("NOT_FOUND", WORKSPACE_ERROR_CODES.WORKSPACE_NOT_FOUND);
        const members = await adapter.findMany<Member>({ model: "workspaceMember", where });
        const invitations = await adapter.findMany<Invitation>({ model: "workspaceInvitation", where });
        return { ...workspace, members, invitations };
      },
    ),
    inviteWorkspaceMember: createAuthEndpoint(
      "/workspace/invite-member",
      {
        method: "POST",
        body: z.object({ workspaceId: z.string(), email: z.string(), role: z.string() }),
        use: [sessionMiddleware],
      },
      async (ctx) => {
        await require(ctx.context, ctx.context.session.user.id, ctx.body.workspaceId, "member", "invite");
        const invitation = await ctx.context.adapter.create<Invitation>({
          model: "workspaceInvitation",
          data: { ...ctx.body, status: "pending", expiresAt: new Date(Date.now() + WEEK_MS) },
        });
        await options.sendInvitation?.({ id: invitation.id, email: invitation.email });
        return invitation;
      },
    ),
    acceptWorkspaceInvitation: createAuthEndpoint(
      "/workspace/accept-invitation",
      { method: "POST", body: ofInvitation, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const invitation = await adapter.consumeOne<Invitation>({
          model: "workspaceInvitation",
          where: [
            { field: "id", value: ctx.body.invitationId },
            { field: "email", value: session.user.email },
            { field: "expiresAt", value: new Date(), operator: "gt" },
          ],
        });
        if (invitation === null) {
          throw APIError.from("NOT_FOUND", WORKSPACE_ERROR_CODES.WORKSPACE_INVITATION_NOT_FOUND);
        }
        const { workspaceId: id, role } = invitation;
        return adapter.create<Member>({
          model: "workspaceMember",
          data: { workspaceId: id, userId: session.user.id, role, createdAt: new Date() },
        });
      },
    ),
    cancelWorkspaceInvitation: createAuthEndpoint(
      "/workspace/cancel-invitation",
      { method: "POST", body: ofInvitation, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = [{ field: "id", value: ctx.body.invitationId }];
        const invitation = await adapter.findOne<Invitation>({ model: "workspaceInvitation", where });
        if (invitation === null) return { success: false };
        await require(ctx.context, session.user.id, invitation.workspaceId, "member", "invite");
        return { success: (await adapter.deleteMany({ model: "workspaceInvitation", where })) === 1 };
      },
    ),
    listWorkspaceMembers: createAuthEndpoint(
      "/workspace/list-members",
      { method: "GET", query: inWorkspace, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        await findMember(ctx.context, session.user.id, ctx.query.workspaceId);
        const where = [{ field: "workspaceId", value: ctx.query.workspaceId }];
        return adapter.findMany<Member>({ model: "workspaceMember", where });
      },
    ),
    removeWorkspaceMember: createAuthEndpoint(
      "/workspace/remove-member",
      { method: "POST", body: z.object({ workspaceId: z.string(), memberId: z.string() }), use: [sessionMiddleware] },
      async (ctx) => {
        const { workspaceId: id, memberId } = ctx.body;
        await require(ctx.context, ctx.context.session.user.id, id, "member", "remove");
        const where = [
          { field: "id", value: memberId },
          { field: "workspaceId", value: id },
        ];
        return { success: (await ctx.context.adapter.deleteMany({ model: "workspaceMember", where })) === 1 };
      },
    ),
    updateWorkspaceMemberRole: createAuthEndpoint(
      "/workspace/update-member-role",
      {
        method: "POST",
        body: z.object({ workspaceId: z.string(), memberId: z.string(), role: z.string() }),
        use: [sessionMiddleware],
      },
      async (ctx) => {
        const { workspaceId: id, memberId, role } = ctx.body;
        await require(ctx.context, ctx.context.session.user.id, id, "member", "promote");
        const where = [
          { field: "id", value: memberId },
          { field: "workspaceId", value: id },
        ];
        const member = await ctx.context.adapter.update<Member>({ model: "workspaceMember", where, update: { role } });
        if (member === null) throw APIError.from("NOT_FOUND", WORKSPACE_ERROR_CODES.WORKSPACE_NOT_FOUND);
        return member;
      },
    ),
    hasWorkspacePermission: createAuthEndpoint(
      "/workspace/has-permission",
      {
        method: "POST",
        body: z.object({ workspaceId: z.string(), permissions: z.record(z.string(), z.array(z.string())) }),
        use: [sessionMiddleware],
      },
      async (ctx) => {
        const { role } = await findMember(ctx.context, ctx.context.session.user.id, ctx.body.workspaceId);
        return { success: isAllowed(options, role, ctx.body.permissions) };
      },
    ),
  };
}

/** The operations of teams, as the handlers type them. */
export function makeWorkspaceTeamEndpoints() {
  return {
    createWorkspaceTeam: createAuthEndpoint(
      "/workspace/create-team",
      { method: "POST", body: z.object({ workspaceId: z.string(), name: z.string() }), use: [sessionMiddleware] },
      async (ctx) => {
        await findMember(ctx.context, ctx.context.session.user.id, ctx.body.workspaceId);
        const data = { ...ctx.body, createdAt: new Date() };
        return ctx.context.adapter.create<WorkspaceTeam>({ model: "workspaceTeam", data });
      },
    ),
    listWorkspaceTeams: createAuthEndpoint(
      "/workspace/list-teams",
      { method: "GET", query: inWorkspace, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        await findMember(ctx.context, ctx.context.session.user.id, ctx.query.workspaceId);
        const where = [{ field: "workspaceId", value: ctx.query.workspaceId }];
        return ctx.context.adapter.findMany<WorkspaceTeam>({ model: "workspaceTeam", where });
      },
    ),
    removeWorkspaceTeam: createAuthEndpoint(
      "/workspace/remove-team",
      { method: "POST", body: z.object({ workspaceId: z.string(), teamId: z.string() }), use: [sessionMiddleware] },
      async (ctx) => {
        await findMember(ctx.context, ctx.context.session.user.id, ctx.body.workspaceId);
        const where = [
          { field: "id", value: ctx.body.teamId },
          { field: "workspaceId", value: ctx.body.workspaceId },
        ];
        return { success: (await ctx.context.adapter.deleteMany({ model: "workspaceTeam", where })) === 1 };
      },
    ),
  };
}

/**
 * Places where several people work, with roles, permissions and teams.
 *
 * @example
 * workspace({
 *   statements: { project: ["create", "archive"] },
 *   roles: { editor: { project: ["create"] } },
 *   teams: { enabled: true },
 * });
 */
export function workspace<const O extends WorkspaceOptions = {}>(
  options?: O & CheckedRoles<O>,
): Plugin<WorkspaceTypes<O>> {
  const given: WorkspaceOptions = options ?? {};
  const hasTeams = given.teams?.enabled === true;
  return {
    id: "workspace",
    schema: hasTeams ? { ...schema, ...teamSchema } : schema,
    endpoints: hasTeams
      ? { ...makeWorkspaceEndpoints(given), ...makeWorkspaceTeamEndpoints() }
      : makeWorkspaceEndpoints(given),
    hooks: {
      after: [
        {
          paths: ["/workspace/delete"],
          handler: createAuthMiddleware(async (ctx) => ctx.context.logger.debug("A workspace was deleted.")),
        },
      ],
    },
    $ERROR_CODES: WORKSPACE_ERROR_CODES,
    options: given,
  };
}
