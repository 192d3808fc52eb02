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
import type { ApiKey, ApiKeyList, CreateApiKeyBody, ListApiKeysQuery, UpdateApiKeyBody } from "./types.ts";

/** Options of the plugin. */
export interface ApiKeyOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface ApiKeyApi {
  createApiKey: ApiMethod<SessionBodyInput<CreateApiKeyBody>, ApiKey>;
  /** The newest first. */
  listApiKeys: ApiMethod<SessionInput & { query?: ListApiKeysQuery | undefined }, ApiKeyList>;
  getApiKey: ApiMethod<SessionInput & { query: { id: string } }, ApiKey>;
  updateApiKey: ApiMethod<SessionBodyInput<UpdateApiKeyBody>, ApiKey>;
  deleteApiKey: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Lets the key in again. */
  enableApiKey: ApiMethod<SessionBodyInput<{ id: string }>, ApiKey>;
  /** Keeps the key out. */
  disableApiKey: ApiMethod<SessionBodyInput<{ id: string }>, ApiKey>;
  /** Counts a use. */
  recordApiKeyUse: ApiMethod<SessionBodyInput<{ id: string }>, ApiKey>;
  /** Removes the keys that are kept out. */
  deleteDisabledApiKeys: ApiMethod<SessionInput, { removed: number }>;
  /** How many keys are in use, of everybody. Without a route. */
  countApiKeys: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface ApiKeyTypes {
  id: "api-key";
  api: ApiKeyApi;
  errors: ErrorCodes<"API_KEY_NOT_FOUND" | "API_KEY_LIMIT_REACHED" | "API_KEY_EXPIRED">;
  infer: { ApiKey: ApiKey };
}

export const API_KEY_ERROR_CODES = defineErrorCodes({
  API_KEY_NOT_FOUND: "API key not found",
  API_KEY_LIMIT_REACHED: "There are too many of your api keys",
  API_KEY_EXPIRED: "API key expired",
});

const schema = {
  apiKey: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      name: { type: "string" },
      prefix: { type: "string" },
      isEnabled: { type: "boolean", defaultValue: true },
      uses: { type: "number", defaultValue: 0 },
      expiresAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createApiKeyBody = z.object({ name: z.string(), prefix: z.optional(z.string()) });
const updateApiKeyBody = z.object({ id: z.string(), name: z.optional(z.string()) });
const listApiKeysQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  prefix: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: ApiKey | null): ApiKey {
  if (row === null) throw APIError.from("NOT_FOUND", API_KEY_ERROR_CODES.API_KEY_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeApiKeyEndpoints() {
  return {
    createApiKey: createAuthEndpoint(
      "/api-key/create",
      { method: "POST", body: createApiKeyBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<ApiKey>({
          model: "apiKey",
          data: { ...ctx.body, prefix: ctx.body.prefix ?? "key", userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listApiKeys: createAuthEndpoint(
      "/api-key/list",
      { method: "GET", query: z.optional(listApiKeysQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const apiKeys = await adapter.findMany<ApiKey>({
          model: "apiKey",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { apiKeys, total: await adapter.count({ model: "apiKey", where }) };
      },
    ),
    getApiKey: createAuthEndpoint(
      "/api-key/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<ApiKey>({ model: "apiKey", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateApiKey: createAuthEndpoint(
      "/api-key/update",
      { method: "POST", body: updateApiKeyBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<ApiKey>({ model: "apiKey", where: own(session.user.id, id), update }));
      },
    ),
    deleteApiKey: createAuthEndpoint(
      "/api-key/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "apiKey", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    enableApiKey: createAuthEndpoint(
      "/api-key/enable",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<ApiKey>({ model: "apiKey", where, update: { isEnabled: true } }));
      },
    ),
    disableApiKey: createAuthEndpoint(
      "/api-key/disable",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<ApiKey>({ model: "apiKey", where, update: { isEnabled: false } }));
      },
    ),
    recordApiKeyUse: createAuthEndpoint(
      "/api-key/record-use",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<ApiKey>({ model: "apiKey", where, increment: { uses: 1 } }));
      },
    ),
    deleteDisabledApiKeys: createAuthEndpoint(
      "/api-key/delete-disabled",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isEnabled", value: false },
        ];
        return { removed: await adapter.deleteMany({ model: "apiKey", where }) };
      },
    ),
    countApiKeys: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "apiKey", where: [{ field: "isEnabled", value: true }] }),
    })),
  };
}

/** A key that programs sign in with. */
export function apiKey(options: ApiKeyOptions = {}): Plugin<ApiKeyTypes> {
  return {
    id: "api-key",
    schema,
    endpoints: makeApiKeyEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/api-key/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "apiKey",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum) throw APIError.from("FORBIDDEN", API_KEY_ERROR_CODES.API_KEY_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: API_KEY_ERROR_CODES,
    options,
  };
}
