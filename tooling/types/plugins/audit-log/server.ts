import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type {
  ApiMethod,
  ErrorCodes,
  Plugin,
  PluginSchema,
  SessionBodyInput,
  SessionInput,
  Where,
} from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type {
  AuditEntry,
  AuditEntryList,
  CreateAuditEntryBody,
  ListAuditEntriesQuery,
  UpdateAuditEntryBody,
} from "./types.ts";

/** Options of the plugin. */
export interface AuditLogOptions {
  /** Called for every operation of the plugin, with the path. */
  onUse?: ((path: string) => void) | undefined;
}

/** Methods of `auth.api`. */
export interface AuditLogApi {
  createAuditEntry: ApiMethod<SessionBodyInput<CreateAuditEntryBody>, AuditEntry>;
  /** The newest first. */
  listAuditEntries: ApiMethod<SessionInput & { query?: ListAuditEntriesQuery | undefined }, AuditEntryList>;
  getAuditEntry: ApiMethod<SessionInput & { query: { id: string } }, AuditEntry>;
  updateAuditEntry: ApiMethod<SessionBodyInput<UpdateAuditEntryBody>, AuditEntry>;
  deleteAuditEntry: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Takes the entry out of the list. */
  archiveAuditEntry: ApiMethod<SessionBodyInput<{ id: string }>, AuditEntry>;
  /** Puts the entry back into the list. */
  restoreAuditEntry: ApiMethod<SessionBodyInput<{ id: string }>, AuditEntry>;
  /** How many entries there are. */
  countAuditEntries: ApiMethod<SessionInput, { count: number }>;
  /** Removes what is archived. */
  clearArchivedAuditEntries: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface AuditLogTypes {
  id: "audit-log";
  api: AuditLogApi;
  errors: ErrorCodes<"AUDIT_ENTRY_NOT_FOUND" | "AUDIT_ENTRY_ARCHIVED">;
  infer: { AuditEntry: AuditEntry };
}

export const AUDIT_LOG_ERROR_CODES = defineErrorCodes({
  AUDIT_ENTRY_NOT_FOUND: "Log entry not found",
  AUDIT_ENTRY_ARCHIVED: "The entry is archived",
});

const schema = {
  auditEntry: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      action: { type: "string" },
      target: { type: "string", required: false },
      severity: { type: ["info", "warning", "critical"], defaultValue: "info" },
      isArchived: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createAuditEntryBody = z.object({
  action: z.string(),
  target: z.optional(z.string()),
  severity: z.optional(z.enum(["info", "warning", "critical"])),
});
const updateAuditEntryBody = z.object({ id: z.string(), target: z.optional(z.string()) });
const listAuditEntriesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  severity: z.optional(z.enum(["info", "warning", "critical"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: AuditEntry | null): AuditEntry {
  if (row === null) throw APIError.from("NOT_FOUND", AUDIT_LOG_ERROR_CODES.AUDIT_ENTRY_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeAuditLogEndpoints() {
  return {
    createAuditEntry: createAuthEndpoint(
      "/audit-log/create",
      { method: "POST", body: createAuditEntryBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<AuditEntry>({
          model: "auditEntry",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listAuditEntries: createAuthEndpoint(
      "/audit-log/list",
      { method: "GET", query: z.optional(listAuditEntriesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const auditEntries = await adapter.findMany<AuditEntry>({
          model: "auditEntry",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { auditEntries, total: await adapter.count({ model: "auditEntry", where }) };
      },
    ),
    getAuditEntry: createAuthEndpoint(
      "/audit-log/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<AuditEntry>({ model: "auditEntry", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateAuditEntry: createAuthEndpoint(
      "/audit-log/update",
      { method: "POST", body: updateAuditEntryBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<AuditEntry>({ model: "auditEntry", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteAuditEntry: createAuthEndpoint(
      "/audit-log/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "auditEntry", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    archiveAuditEntry: createAuthEndpoint(
      "/audit-log/archive",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<AuditEntry>({ model: "auditEntry", where, update: { isArchived: true } }));
      },
    ),
    restoreAuditEntry: createAuthEndpoint(
      "/audit-log/restore",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<AuditEntry>({ model: "auditEntry", where, update: { isArchived: false } }));
      },
    ),
    countAuditEntries: createAuthEndpoint(
      "/audit-log/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "auditEntry", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    clearArchivedAuditEntries: createAuthEndpoint(
      "/audit-log/clear-archived",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isArchived", value: true },
        ];
        return { removed: await adapter.deleteMany({ model: "auditEntry", where }) };
      },
    ),
  };
}

/** Something that somebody did. */
export function auditLog(options: AuditLogOptions = {}): Plugin<AuditLogTypes> {
  return {
    id: "audit-log",
    schema,
    endpoints: makeAuditLogEndpoints(),
    hooks: {
      after: [
        {
          matcher: (ctx) => ctx.path?.startsWith("/audit-log/") === true,
          handler: createAuthMiddleware(async (ctx) => options.onUse?.(ctx.path)),
        },
        {
          paths: ["/sign-out"],
          handler: createAuthMiddleware(async (ctx) => options.onUse?.(ctx.path)),
        },
      ],
    },
    $ERROR_CODES: AUDIT_LOG_ERROR_CODES,
    options,
  };
}
