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
import type { CreateQuotaBody, ListQuotasQuery, Quota, QuotaList, UpdateQuotaBody } from "./types.ts";

/** Options of the plugin. */
export interface QuotaOptions {
  /** Refuses every operation of the plugin while it says so. */
  isFrozen?: (() => boolean) | undefined;
}

/** Methods of `auth.api`. */
export interface QuotaApi {
  createQuota: ApiMethod<SessionBodyInput<CreateQuotaBody>, Quota>;
  /** The newest first. */
  listQuotas: ApiMethod<SessionInput & { query?: ListQuotasQuery | undefined }, QuotaList>;
  getQuota: ApiMethod<SessionInput & { query: { id: string } }, Quota>;
  updateQuota: ApiMethod<SessionBodyInput<UpdateQuotaBody>, Quota>;
  deleteQuota: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Uses one. */
  consumeQuota: ApiMethod<SessionBodyInput<{ id: string }>, Quota>;
  /** Starts again. */
  resetQuota: ApiMethod<SessionBodyInput<{ id: string }>, Quota>;
  /** As much as they like. */
  liftQuota: ApiMethod<SessionBodyInput<{ id: string }>, Quota>;
  /** The quota of a resource. */
  findQuota: ApiMethod<SessionInput & { params: { resource: string } }, Quota | null>;
}

/** What the plugin adds to the types. */
export interface QuotaTypes {
  id: "quota";
  api: QuotaApi;
  errors: ErrorCodes<"QUOTA_NOT_FOUND" | "QUOTA_EXCEEDED">;
  infer: { Quota: Quota };
}

export const QUOTA_ERROR_CODES = defineErrorCodes({
  QUOTA_NOT_FOUND: "Quota not found",
  QUOTA_EXCEEDED: "The quota is used up",
});

const schema = {
  quota: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      resource: { type: "string" },
      used: { type: "number", defaultValue: 0 },
      ceiling: { type: "number", defaultValue: 100 },
      isUnlimited: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createQuotaBody = z.object({ resource: z.string(), ceiling: z.optional(z.number()) });
const updateQuotaBody = z.object({ id: z.string(), ceiling: z.optional(z.number()) });
const listQuotasQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  resource: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Quota | null): Quota {
  if (row === null) throw APIError.from("NOT_FOUND", QUOTA_ERROR_CODES.QUOTA_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeQuotaEndpoints() {
  return {
    createQuota: createAuthEndpoint(
      "/quota/create",
      { method: "POST", body: createQuotaBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Quota>({
          model: "quota",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listQuotas: createAuthEndpoint(
      "/quota/list",
      { method: "GET", query: z.optional(listQuotasQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const quotas = await adapter.findMany<Quota>({
          model: "quota",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { quotas, total: await adapter.count({ model: "quota", where }) };
      },
    ),
    getQuota: createAuthEndpoint(
      "/quota/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Quota>({ model: "quota", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateQuota: createAuthEndpoint(
      "/quota/update",
      { method: "POST", body: updateQuotaBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Quota>({ model: "quota", where: own(session.user.id, id), update }));
      },
    ),
    deleteQuota: createAuthEndpoint(
      "/quota/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "quota", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    consumeQuota: createAuthEndpoint(
      "/quota/consume",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Quota>({ model: "quota", where, increment: { used: 1 } }));
      },
    ),
    resetQuota: createAuthEndpoint(
      "/quota/reset",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Quota>({ model: "quota", where, update: { used: 0 } }));
      },
    ),
    liftQuota: createAuthEndpoint(
      "/quota/lift",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Quota>({ model: "quota", where, update: { isUnlimited: true } }));
      },
    ),
    findQuota: createAuthEndpoint(
      "/quota/of-resource/:resource",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "resource", value: ctx.params.resource },
        ];
        return adapter.findOne<Quota>({ model: "quota", where });
      },
    ),
  };
}

/** How much of something somebody may use. */
export function quota(options: QuotaOptions = {}): Plugin<QuotaTypes> {
  return {
    id: "quota",
    schema,
    endpoints: makeQuotaEndpoints(),
    hooks: {
      before: [
        {
          matcher: (ctx) => ctx.path?.startsWith("/quota/") === true,
          handler: createAuthMiddleware(async () => {
            if (options.isFrozen?.() === true) throw APIError.from("FORBIDDEN", QUOTA_ERROR_CODES.QUOTA_EXCEEDED);
          }),
        },
      ],
      after: [
        {
          paths: ["/quota/create"],
          handler: createAuthMiddleware(async (ctx) => ctx.context.logger.debug("A quota was made.")),
        },
      ],
    },
    $ERROR_CODES: QUOTA_ERROR_CODES,
    options,
  };
}
