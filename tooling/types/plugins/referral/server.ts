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
import type { CreateReferralBody, ListReferralsQuery, Referral, ReferralList, UpdateReferralBody } from "./types.ts";

/** Options of the plugin. */
export interface ReferralOptions {
  /** Whether somebody may sign up. @default yes */
  maySignUp?: ((email: string) => boolean | Promise<boolean>) | undefined;
}

/** Methods of `auth.api`. */
export interface ReferralApi {
  createReferral: ApiMethod<SessionBodyInput<CreateReferralBody>, Referral>;
  /** The newest first. */
  listReferrals: ApiMethod<SessionInput & { query?: ListReferralsQuery | undefined }, ReferralList>;
  getReferral: ApiMethod<SessionInput & { query: { id: string } }, Referral>;
  updateReferral: ApiMethod<SessionBodyInput<UpdateReferralBody>, Referral>;
  deleteReferral: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Takes the reward. */
  claimReferral: ApiMethod<SessionBodyInput<{ id: string }>, Referral>;
  /** One more reward. */
  rewardReferral: ApiMethod<SessionBodyInput<{ id: string }>, Referral>;
  /** A referral by its code. */
  findReferral: ApiMethod<SessionInput & { params: { code: string } }, Referral | null>;
  /** How many people came. */
  countReferrals: ApiMethod<SessionInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface ReferralTypes {
  id: "referral";
  api: ReferralApi;
  errors: ErrorCodes<"REFERRAL_NOT_FOUND" | "REFERRAL_CLAIMED">;
  infer: { Referral: Referral };
}

export const REFERRAL_ERROR_CODES = defineErrorCodes({
  REFERRAL_NOT_FOUND: "Referral not found",
  REFERRAL_CLAIMED: "The reward was taken already",
});

const schema = {
  referral: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      code: { type: "string" },
      invitee: { type: "string", required: false },
      rewards: { type: "number", defaultValue: 0 },
      isClaimed: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createReferralBody = z.object({ code: z.string(), invitee: z.optional(z.string()) });
const updateReferralBody = z.object({ id: z.string(), invitee: z.optional(z.string()) });
const listReferralsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  code: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Referral | null): Referral {
  if (row === null) throw APIError.from("NOT_FOUND", REFERRAL_ERROR_CODES.REFERRAL_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeReferralEndpoints() {
  return {
    createReferral: createAuthEndpoint(
      "/referral/create",
      { method: "POST", body: createReferralBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Referral>({
          model: "referral",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listReferrals: createAuthEndpoint(
      "/referral/list",
      { method: "GET", query: z.optional(listReferralsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const referrals = await adapter.findMany<Referral>({
          model: "referral",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { referrals, total: await adapter.count({ model: "referral", where }) };
      },
    ),
    getReferral: createAuthEndpoint(
      "/referral/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Referral>({ model: "referral", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateReferral: createAuthEndpoint(
      "/referral/update",
      { method: "POST", body: updateReferralBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Referral>({ model: "referral", where: own(session.user.id, id), update }));
      },
    ),
    deleteReferral: createAuthEndpoint(
      "/referral/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "referral", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    claimReferral: createAuthEndpoint(
      "/referral/claim",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Referral>({ model: "referral", where, update: { isClaimed: true } }));
      },
    ),
    rewardReferral: createAuthEndpoint(
      "/referral/reward",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Referral>({ model: "referral", where, increment: { rewards: 1 } }));
      },
    ),
    findReferral: createAuthEndpoint(
      "/referral/by-code/:code",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "code", value: ctx.params.code },
        ];
        return adapter.findOne<Referral>({ model: "referral", where });
      },
    ),
    countReferrals: createAuthEndpoint(
      "/referral/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "referral", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
  };
}

/** Somebody who came because somebody else said so. */
export function referral(options: ReferralOptions = {}): Plugin<ReferralTypes> {
  return {
    id: "referral",
    schema,
    endpoints: makeReferralEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/sign-up/email"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maySignUp === undefined || (await options.maySignUp(String(ctx.body?.email)))) return;
            throw APIError.from("FORBIDDEN", REFERRAL_ERROR_CODES.REFERRAL_CLAIMED);
          }),
        },
      ],
    },
    $ERROR_CODES: REFERRAL_ERROR_CODES,
    options,
  };
}
