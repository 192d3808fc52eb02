import { createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type {
  ApiMethod,
  CallInput,
  ErrorCodes,
  OptionalApiMethod,
  Plugin,
  PluginSchema,
  SessionBodyInput,
  SessionInput,
  Where,
} from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import type { CreateWebhookBody, ListWebhooksQuery, UpdateWebhookBody, Webhook, WebhookList } from "./types.ts";

/** Options of the plugin. */
export interface WebhookOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface WebhookApi {
  createWebhook: ApiMethod<SessionBodyInput<CreateWebhookBody>, Webhook>;
  /** The newest first. */
  listWebhooks: ApiMethod<SessionInput & { query?: ListWebhooksQuery | undefined }, WebhookList>;
  getWebhook: ApiMethod<SessionInput & { query: { id: string } }, Webhook>;
  updateWebhook: ApiMethod<SessionBodyInput<UpdateWebhookBody>, Webhook>;
  deleteWebhook: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Sends nothing for a while. */
  pauseWebhook: ApiMethod<SessionBodyInput<{ id: string }>, Webhook>;
  /** Sends again. */
  resumeWebhook: ApiMethod<SessionBodyInput<{ id: string }>, Webhook>;
  /** Counts a delivery that failed. */
  reportWebhookFailure: ApiMethod<SessionBodyInput<{ id: string }>, Webhook>;
  /** How many addresses are told of events. Without a route. */
  countActiveWebhooks: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface WebhookTypes {
  id: "webhook";
  api: WebhookApi;
  errors: ErrorCodes<"WEBHOOK_NOT_FOUND" | "WEBHOOK_LIMIT_REACHED" | "WEBHOOK_UNREACHABLE">;
  infer: { Webhook: Webhook };
}

export const WEBHOOK_ERROR_CODES = defineErrorCodes({
  WEBHOOK_NOT_FOUND: "Webhook not found",
  WEBHOOK_LIMIT_REACHED: "There are too many of your webhooks",
  WEBHOOK_UNREACHABLE: "The address does not answer",
});

const schema = {
  webhook: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      url: { type: "string" },
      events: { type: "string[]" },
      isActive: { type: "boolean", defaultValue: true },
      failures: { type: "number", defaultValue: 0 },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createWebhookBody = z.object({ url: z.string(), events: z.array(z.string()) });
const updateWebhookBody = z.object({
  id: z.string(),
  url: z.optional(z.string()),
  events: z.optional(z.array(z.string())),
});
const listWebhooksQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  url: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Webhook | null): Webhook {
  if (row === null) throw APIError.from("NOT_FOUND", WEBHOOK_ERROR_CODES.WEBHOOK_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeWebhookEndpoints() {
  return {
    createWebhook: createAuthEndpoint(
      "/webhook/create",
      { method: "POST", body: createWebhookBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Webhook>({
          model: "webhook",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listWebhooks: createAuthEndpoint(
      "/webhook/list",
      { method: "GET", query: z.optional(listWebhooksQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const webhooks = await adapter.findMany<Webhook>({
          model: "webhook",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { webhooks, total: await adapter.count({ model: "webhook", where }) };
      },
    ),
    getWebhook: createAuthEndpoint(
      "/webhook/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Webhook>({ model: "webhook", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateWebhook: createAuthEndpoint(
      "/webhook/update",
      { method: "POST", body: updateWebhookBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Webhook>({ model: "webhook", where: own(session.user.id, id), update }));
      },
    ),
    deleteWebhook: createAuthEndpoint(
      "/webhook/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "webhook", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    pauseWebhook: createAuthEndpoint(
      "/webhook/pause",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Webhook>({ model: "webhook", where, update: { isActive: false } }));
      },
    ),
    resumeWebhook: createAuthEndpoint(
      "/webhook/resume",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<Webhook>({ model: "webhook", where, update: { isActive: true, failures: 0 } }),
        );
      },
    ),
    reportWebhookFailure: createAuthEndpoint(
      "/webhook/report-failure",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Webhook>({ model: "webhook", where, increment: { failures: 1 } }));
      },
    ),
    countActiveWebhooks: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "webhook", where: [{ field: "isActive", value: true }] }),
    })),
  };
}

/** An address that is told of events. */
export function webhook(options: WebhookOptions = {}): Plugin<WebhookTypes> {
  return {
    id: "webhook",
    schema,
    endpoints: makeWebhookEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/webhook/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "webhook",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum) throw APIError.from("FORBIDDEN", WEBHOOK_ERROR_CODES.WEBHOOK_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: WEBHOOK_ERROR_CODES,
    options,
  };
}
