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
  CreateNotificationBody,
  ListNotificationsQuery,
  Notification,
  NotificationList,
  UpdateNotificationBody,
} from "./types.ts";

/** Options of the plugin. */
export interface NotificationOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface NotificationApi {
  createNotification: ApiMethod<SessionBodyInput<CreateNotificationBody>, Notification>;
  /** The newest first. */
  listNotifications: ApiMethod<SessionInput & { query?: ListNotificationsQuery | undefined }, NotificationList>;
  getNotification: ApiMethod<SessionInput & { query: { id: string } }, Notification>;
  updateNotification: ApiMethod<SessionBodyInput<UpdateNotificationBody>, Notification>;
  deleteNotification: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Somebody has seen it. */
  readNotification: ApiMethod<SessionBodyInput<{ id: string }>, Notification>;
  /** Notes when it was seen. */
  stampNotification: ApiMethod<SessionBodyInput<{ id: string }>, Notification>;
  /** How many notifications there are. */
  countNotifications: ApiMethod<SessionInput, { count: number }>;
  /** Removes what has been seen. */
  clearReadNotifications: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface NotificationTypes {
  id: "notification";
  api: NotificationApi;
  errors: ErrorCodes<"NOTIFICATION_NOT_FOUND" | "NOTIFICATION_CHANNEL_OFF">;
  infer: { Notification: Notification };
}

export const NOTIFICATION_ERROR_CODES = defineErrorCodes({
  NOTIFICATION_NOT_FOUND: "Notification not found",
  NOTIFICATION_CHANNEL_OFF: "The channel is off",
});

const schema = {
  notification: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      title: { type: "string" },
      body: { type: "string" },
      channel: { type: ["mail", "push", "inbox"], defaultValue: "inbox" },
      isRead: { type: "boolean", defaultValue: false },
      readAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createNotificationBody = z.object({
  title: z.string(),
  body: z.string(),
  channel: z.optional(z.enum(["mail", "push", "inbox"])),
});
const updateNotificationBody = z.object({
  id: z.string(),
  title: z.optional(z.string()),
  body: z.optional(z.string()),
});
const listNotificationsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  channel: z.optional(z.enum(["mail", "push", "inbox"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Notification | null): Notification {
  if (row === null) throw APIError.from("NOT_FOUND", NOTIFICATION_ERROR_CODES.NOTIFICATION_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeNotificationEndpoints() {
  return {
    createNotification: createAuthEndpoint(
      "/notification/create",
      { method: "POST", body: createNotificationBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Notification>({
          model: "notification",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listNotifications: createAuthEndpoint(
      "/notification/list",
      { method: "GET", query: z.optional(listNotificationsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const notifications = await adapter.findMany<Notification>({
          model: "notification",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { notifications, total: await adapter.count({ model: "notification", where }) };
      },
    ),
    getNotification: createAuthEndpoint(
      "/notification/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<Notification>({ model: "notification", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateNotification: createAuthEndpoint(
      "/notification/update",
      { method: "POST", body: updateNotificationBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<Notification>({ model: "notification", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteNotification: createAuthEndpoint(
      "/notification/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success:
            (await adapter.deleteMany({ model: "notification", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    readNotification: createAuthEndpoint(
      "/notification/read",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Notification>({ model: "notification", where, update: { isRead: true } }));
      },
    ),
    stampNotification: createAuthEndpoint(
      "/notification/stamp",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<Notification>({ model: "notification", where, update: { readAt: new Date() } }),
        );
      },
    ),
    countNotifications: createAuthEndpoint(
      "/notification/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "notification", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    clearReadNotifications: createAuthEndpoint(
      "/notification/clear-read",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isRead", value: true },
        ];
        return { removed: await adapter.deleteMany({ model: "notification", where }) };
      },
    ),
  };
}

/** Something that somebody should know. */
export function notification(options: NotificationOptions = {}): Plugin<NotificationTypes> {
  return {
    id: "notification",
    schema,
    endpoints: makeNotificationEndpoints(),
    hooks: {
      after: [
        {
          paths: ["/sign-in/email", "/sign-up/email"],
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.newSession) await options.onSignIn?.(ctx.context.newSession.user.id);
          }),
        },
      ],
    },
    $ERROR_CODES: NOTIFICATION_ERROR_CODES,
    options,
  };
}
