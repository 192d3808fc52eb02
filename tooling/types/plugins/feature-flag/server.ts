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
  CreateFeatureFlagBody,
  FeatureFlag,
  FeatureFlagList,
  ListFeatureFlagsQuery,
  UpdateFeatureFlagBody,
} from "./types.ts";

/** Options of the plugin. */
export interface FeatureFlagOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface FeatureFlagApi {
  createFeatureFlag: ApiMethod<SessionBodyInput<CreateFeatureFlagBody>, FeatureFlag>;
  /** The newest first. */
  listFeatureFlags: ApiMethod<SessionInput & { query?: ListFeatureFlagsQuery | undefined }, FeatureFlagList>;
  getFeatureFlag: ApiMethod<SessionInput & { query: { id: string } }, FeatureFlag>;
  updateFeatureFlag: ApiMethod<SessionBodyInput<UpdateFeatureFlagBody>, FeatureFlag>;
  deleteFeatureFlag: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Turns it on. */
  turnFeatureFlagOn: ApiMethod<SessionBodyInput<{ id: string }>, FeatureFlag>;
  /** Turns it off. */
  turnFeatureFlagOff: ApiMethod<SessionBodyInput<{ id: string }>, FeatureFlag>;
  /** A flag by its key. */
  findFeatureFlag: ApiMethod<SessionInput & { params: { key: string } }, FeatureFlag | null>;
  /** Removes every flag of whoever is signed in. */
  resetFeatureFlags: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface FeatureFlagTypes {
  id: "feature-flag";
  api: FeatureFlagApi;
  errors: ErrorCodes<"FEATURE_FLAG_NOT_FOUND" | "FEATURE_FLAG_UNKNOWN">;
  infer: { FeatureFlag: FeatureFlag };
}

export const FEATURE_FLAG_ERROR_CODES = defineErrorCodes({
  FEATURE_FLAG_NOT_FOUND: "Flag not found",
  FEATURE_FLAG_UNKNOWN: "There is no such flag",
});

const schema = {
  featureFlag: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      key: { type: "string" },
      variant: { type: ["off", "on", "trial"], defaultValue: "off" },
      note: { type: "string", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createFeatureFlagBody = z.object({
  key: z.string(),
  variant: z.optional(z.enum(["off", "on", "trial"])),
  note: z.optional(z.string()),
});
const updateFeatureFlagBody = z.object({
  id: z.string(),
  variant: z.optional(z.enum(["off", "on", "trial"])),
  note: z.optional(z.string()),
});
const listFeatureFlagsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  variant: z.optional(z.enum(["off", "on", "trial"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: FeatureFlag | null): FeatureFlag {
  if (row === null) throw APIError.from("NOT_FOUND", FEATURE_FLAG_ERROR_CODES.FEATURE_FLAG_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeFeatureFlagEndpoints() {
  return {
    createFeatureFlag: createAuthEndpoint(
      "/feature-flag/create",
      { method: "POST", body: createFeatureFlagBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<FeatureFlag>({
          model: "featureFlag",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listFeatureFlags: createAuthEndpoint(
      "/feature-flag/list",
      { method: "GET", query: z.optional(listFeatureFlagsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const featureFlags = await adapter.findMany<FeatureFlag>({
          model: "featureFlag",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { featureFlags, total: await adapter.count({ model: "featureFlag", where }) };
      },
    ),
    getFeatureFlag: createAuthEndpoint(
      "/feature-flag/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<FeatureFlag>({ model: "featureFlag", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateFeatureFlag: createAuthEndpoint(
      "/feature-flag/update",
      { method: "POST", body: updateFeatureFlagBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<FeatureFlag>({ model: "featureFlag", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteFeatureFlag: createAuthEndpoint(
      "/feature-flag/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "featureFlag", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    turnFeatureFlagOn: createAuthEndpoint(
      "/feature-flag/turn-on",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<FeatureFlag>({ model: "featureFlag", where, update: { variant: "on" } }));
      },
    ),
    turnFeatureFlagOff: createAuthEndpoint(
      "/feature-flag/turn-off",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<FeatureFlag>({ model: "featureFlag", where, update: { variant: "off" } }));
      },
    ),
    findFeatureFlag: createAuthEndpoint(
      "/feature-flag/by-key/:key",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "key", value: ctx.params.key },
        ];
        return adapter.findOne<FeatureFlag>({ model: "featureFlag", where });
      },
    ),
    resetFeatureFlags: createAuthEndpoint(
      "/feature-flag/reset",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        return { removed: await adapter.deleteMany({ model: "featureFlag", where }) };
      },
    ),
  };
}

/** A part of the application that is on or off for somebody. */
export function featureFlag(options: FeatureFlagOptions = {}): Plugin<FeatureFlagTypes> {
  return {
    id: "feature-flag",
    schema,
    endpoints: makeFeatureFlagEndpoints(),
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
    $ERROR_CODES: FEATURE_FLAG_ERROR_CODES,
    options,
  };
}
