import { createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, sessionMiddleware } from "@better-auth/core/api";
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
  CreateSubscriptionBody,
  ListSubscriptionsQuery,
  Subscription,
  SubscriptionList,
  UpdateSubscriptionBody,
} from "./types.ts";

/** Options of the plugin. */
export interface SubscriptionOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface SubscriptionApi {
  createSubscription: ApiMethod<SessionBodyInput<CreateSubscriptionBody>, Subscription>;
  /** The newest first. */
  listSubscriptions: ApiMethod<SessionInput & { query?: ListSubscriptionsQuery | undefined }, SubscriptionList>;
  getSubscription: ApiMethod<SessionInput & { query: { id: string } }, Subscription>;
  updateSubscription: ApiMethod<SessionBodyInput<UpdateSubscriptionBody>, Subscription>;
  deleteSubscription: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Ends it with the month. */
  cancelSubscription: ApiMethod<SessionBodyInput<{ id: string }>, Subscription>;
  /** Takes a cancellation back. */
  renewSubscription: ApiMethod<SessionBodyInput<{ id: string }>, Subscription>;
  /** One more seat. */
  addSubscriptionSeat: ApiMethod<SessionBodyInput<{ id: string }>, Subscription>;
  /** How many subscriptions somebody has. */
  countSubscriptions: ApiMethod<SessionInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface SubscriptionTypes {
  id: "subscription";
  api: SubscriptionApi;
  errors: ErrorCodes<"SUBSCRIPTION_NOT_FOUND" | "SUBSCRIPTION_LIMIT_REACHED" | "SUBSCRIPTION_PLAN_UNKNOWN">;
  infer: { Subscription: Subscription };
}

export const SUBSCRIPTION_ERROR_CODES = defineErrorCodes({
  SUBSCRIPTION_NOT_FOUND: "Subscription not found",
  SUBSCRIPTION_LIMIT_REACHED: "There are too many of your subscriptions",
  SUBSCRIPTION_PLAN_UNKNOWN: "There is no such plan",
});

const schema = {
  subscription: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      plan: { type: ["free", "team", "enterprise"], defaultValue: "free" },
      seats: { type: "number", defaultValue: 1 },
      isCancelled: { type: "boolean", defaultValue: false },
      endsAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createSubscriptionBody = z.object({
  plan: z.enum(["free", "team", "enterprise"]),
  seats: z.optional(z.number()),
});
const updateSubscriptionBody = z.object({
  id: z.string(),
  plan: z.optional(z.enum(["free", "team", "enterprise"])),
  seats: z.optional(z.number()),
});
const listSubscriptionsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  plan: z.optional(z.enum(["free", "team", "enterprise"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Subscription | null): Subscription {
  if (row === null) throw APIError.from("NOT_FOUND", SUBSCRIPTION_ERROR_CODES.SUBSCRIPTION_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeSubscriptionEndpoints() {
  return {
    createSubscription: createAuthEndpoint(
      "/subscription/create",
      { method: "POST", body: createSubscriptionBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Subscription>({
          model: "subscription",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listSubscriptions: createAuthEndpoint(
      "/subscription/list",
      { method: "GET", query: z.optional(listSubscriptionsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const subscriptions = await adapter.findMany<Subscription>({
          model: "subscription",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { subscriptions, total: await adapter.count({ model: "subscription", where }) };
      },
    ),
    getSubscription: createAuthEndpoint(
      "/subscription/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<Subscription>({ model: "subscription", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateSubscription: createAuthEndpoint(
      "/subscription/update",
      { method: "POST", body: updateSubscriptionBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<Subscription>({ model: "subscription", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteSubscription: createAuthEndpoint(
      "/subscription/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success:
            (await adapter.deleteMany({ model: "subscription", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    cancelSubscription: createAuthEndpoint(
      "/subscription/cancel",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<Subscription>({ model: "subscription", where, update: { isCancelled: true } }),
        );
      },
    ),
    renewSubscription: createAuthEndpoint(
      "/subscription/renew",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<Subscription>({ model: "subscription", where, update: { isCancelled: false } }),
        );
      },
    ),
    addSubscriptionSeat: createAuthEndpoint(
      "/subscription/add-seat",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.incrementOne<Subscription>({ model: "subscription", where, increment: { seats: 1 } }),
        );
      },
    ),
    countSubscriptions: createAuthEndpoint(
      "/subscription/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "subscription", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
  };
}

/** What somebody pays for. */
export function subscription(options: SubscriptionOptions = {}): Plugin<SubscriptionTypes> {
  return {
    id: "subscription",
    schema,
    endpoints: makeSubscriptionEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/subscription/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "subscription",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum)
              throw APIError.from("FORBIDDEN", SUBSCRIPTION_ERROR_CODES.SUBSCRIPTION_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: SUBSCRIPTION_ERROR_CODES,
    options,
  };
}
