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
  CreatePreferenceBody,
  ListPreferencesQuery,
  Preference,
  PreferenceList,
  UpdatePreferenceBody,
} from "./types.ts";

/** Options of the plugin. */
export interface PreferenceOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface PreferenceApi {
  createPreference: ApiMethod<SessionBodyInput<CreatePreferenceBody>, Preference>;
  /** The newest first. */
  listPreferences: ApiMethod<SessionInput & { query?: ListPreferencesQuery | undefined }, PreferenceList>;
  getPreference: ApiMethod<SessionInput & { query: { id: string } }, Preference>;
  updatePreference: ApiMethod<SessionBodyInput<UpdatePreferenceBody>, Preference>;
  deletePreference: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** A preference by its key. */
  findPreference: ApiMethod<SessionInput & { params: { key: string } }, Preference | null>;
  /** For every device. */
  sharePreference: ApiMethod<SessionBodyInput<{ id: string }>, Preference>;
  /** How many preferences somebody has. */
  countPreferences: ApiMethod<SessionInput, { count: number }>;
  /** As it was at first. */
  resetPreferences: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface PreferenceTypes {
  id: "preference";
  api: PreferenceApi;
  errors: ErrorCodes<"PREFERENCE_NOT_FOUND" | "PREFERENCE_UNKNOWN">;
  infer: { Preference: Preference };
}

export const PREFERENCE_ERROR_CODES = defineErrorCodes({
  PREFERENCE_NOT_FOUND: "Preference not found",
  PREFERENCE_UNKNOWN: "There is no such preference",
});

const schema = {
  preference: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      key: { type: "string" },
      value: { type: "string" },
      scope: { type: ["device", "account"], defaultValue: "account" },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createPreferenceBody = z.object({
  key: z.string(),
  value: z.string(),
  scope: z.optional(z.enum(["device", "account"])),
});
const updatePreferenceBody = z.object({ id: z.string(), value: z.optional(z.string()) });
const listPreferencesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  scope: z.optional(z.enum(["device", "account"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Preference | null): Preference {
  if (row === null) throw APIError.from("NOT_FOUND", PREFERENCE_ERROR_CODES.PREFERENCE_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makePreferenceEndpoints() {
  return {
    createPreference: createAuthEndpoint(
      "/preference/create",
      { method: "POST", body: createPreferenceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Preference>({
          model: "preference",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listPreferences: createAuthEndpoint(
      "/preference/list",
      { method: "GET", query: z.optional(listPreferencesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const preferences = await adapter.findMany<Preference>({
          model: "preference",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { preferences, total: await adapter.count({ model: "preference", where }) };
      },
    ),
    getPreference: createAuthEndpoint(
      "/preference/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<Preference>({ model: "preference", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updatePreference: createAuthEndpoint(
      "/preference/update",
      { method: "POST", body: updatePreferenceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<Preference>({ model: "preference", where: own(session.user.id, id), update }),
        );
      },
    ),
    deletePreference: createAuthEndpoint(
      "/preference/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "preference", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    findPreference: createAuthEndpoint(
      "/preference/by-key/:key",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "key", value: ctx.params.key },
        ];
        return adapter.findOne<Preference>({ model: "preference", where });
      },
    ),
    sharePreference: createAuthEndpoint(
      "/preference/share",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Preference>({ model: "preference", where, update: { scope: "account" } }));
      },
    ),
    countPreferences: createAuthEndpoint(
      "/preference/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "preference", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    resetPreferences: createAuthEndpoint(
      "/preference/reset",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        return { removed: await adapter.deleteMany({ model: "preference", where }) };
      },
    ),
  };
}

/** How somebody wants the application to be. */
export function preference(options: PreferenceOptions = {}): Plugin<PreferenceTypes> {
  return {
    id: "preference",
    schema,
    endpoints: makePreferenceEndpoints(),
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
    $ERROR_CODES: PREFERENCE_ERROR_CODES,
    options,
  };
}
