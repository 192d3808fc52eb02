import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
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
import type { Consent, ConsentList, CreateConsentBody, ListConsentsQuery, UpdateConsentBody } from "./types.ts";

/** Options of the plugin. */
export interface ConsentOptions {
  /** Whether somebody may sign up. @default yes */
  maySignUp?: ((email: string) => boolean | Promise<boolean>) | undefined;
}

/** Methods of `auth.api`. */
export interface ConsentApi {
  createConsent: ApiMethod<SessionBodyInput<CreateConsentBody>, Consent>;
  /** The newest first. */
  listConsents: ApiMethod<SessionInput & { query?: ListConsentsQuery | undefined }, ConsentList>;
  getConsent: ApiMethod<SessionInput & { query: { id: string } }, Consent>;
  updateConsent: ApiMethod<SessionBodyInput<UpdateConsentBody>, Consent>;
  deleteConsent: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Takes it back. */
  withdrawConsent: ApiMethod<SessionBodyInput<{ id: string }>, Consent>;
  /** Notes when it was taken back. */
  stampConsent: ApiMethod<SessionBodyInput<{ id: string }>, Consent>;
  /** How many things somebody agreed to. */
  countConsents: ApiMethod<SessionInput, { count: number }>;
  /** How many were taken back. Without a route. */
  countWithdrawnConsents: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface ConsentTypes {
  id: "consent";
  api: ConsentApi;
  errors: ErrorCodes<"CONSENT_NOT_FOUND" | "CONSENT_REQUIRED">;
  infer: { Consent: Consent };
}

export const CONSENT_ERROR_CODES = defineErrorCodes({
  CONSENT_NOT_FOUND: "Consent not found",
  CONSENT_REQUIRED: "You have to agree first",
});

const schema = {
  consent: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      purpose: { type: ["mail", "analytics", "terms"], defaultValue: "terms" },
      text: { type: "string" },
      isWithdrawn: { type: "boolean", defaultValue: false },
      withdrawnAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createConsentBody = z.object({ purpose: z.enum(["mail", "analytics", "terms"]), text: z.string() });
const updateConsentBody = z.object({ id: z.string(), text: z.optional(z.string()) });
const listConsentsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  purpose: z.optional(z.enum(["mail", "analytics", "terms"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Consent | null): Consent {
  if (row === null) throw APIError.from("NOT_FOUND", CONSENT_ERROR_CODES.CONSENT_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeConsentEndpoints() {
  return {
    createConsent: createAuthEndpoint(
      "/consent/create",
      { method: "POST", body: createConsentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Consent>({
          model: "consent",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listConsents: createAuthEndpoint(
      "/consent/list",
      { method: "GET", query: z.optional(listConsentsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const consents = await adapter.findMany<Consent>({
          model: "consent",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { consents, total: await adapter.count({ model: "consent", where }) };
      },
    ),
    getConsent: createAuthEndpoint(
      "/consent/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Consent>({ model: "consent", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateConsent: createAuthEndpoint(
      "/consent/update",
      { method: "POST", body: updateConsentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Consent>({ model: "consent", where: own(session.user.id, id), update }));
      },
    ),
    deleteConsent: createAuthEndpoint(
      "/consent/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "consent", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    withdrawConsent: createAuthEndpoint(
      "/consent/withdraw",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Consent>({ model: "consent", where, update: { isWithdrawn: true } }));
      },
    ),
    stampConsent: createAuthEndpoint(
      "/consent/stamp",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Consent>({ model: "consent", where, update: { withdrawnAt: new Date() } }));
      },
    ),
    countConsents: createAuthEndpoint(
      "/consent/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "consent", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    countWithdrawnConsents: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "consent", where: [{ field: "isWithdrawn", value: true }] }),
    })),
  };
}

/** What somebody agreed to. */
export function consent(options: ConsentOptions = {}): Plugin<ConsentTypes> {
  return {
    id: "consent",
    schema,
    endpoints: makeConsentEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/sign-up/email"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maySignUp === undefined || (await options.maySignUp(String(ctx.body?.email)))) return;
            throw APIError.from("FORBIDDEN", CONSENT_ERROR_CODES.CONSENT_REQUIRED);
          }),
        },
      ],
    },
    $ERROR_CODES: CONSENT_ERROR_CODES,
    options,
  };
}
