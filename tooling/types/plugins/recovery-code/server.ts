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
  CreateRecoveryCodeBody,
  ListRecoveryCodesQuery,
  RecoveryCode,
  RecoveryCodeList,
  UpdateRecoveryCodeBody,
} from "./types.ts";

/** Options of the plugin. */
export interface RecoveryCodeOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface RecoveryCodeApi {
  createRecoveryCode: ApiMethod<SessionBodyInput<CreateRecoveryCodeBody>, RecoveryCode>;
  /** The newest first. */
  listRecoveryCodes: ApiMethod<SessionInput & { query?: ListRecoveryCodesQuery | undefined }, RecoveryCodeList>;
  getRecoveryCode: ApiMethod<SessionInput & { query: { id: string } }, RecoveryCode>;
  updateRecoveryCode: ApiMethod<SessionBodyInput<UpdateRecoveryCodeBody>, RecoveryCode>;
  deleteRecoveryCode: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Uses it up. */
  spendRecoveryCode: ApiMethod<SessionBodyInput<{ id: string }>, RecoveryCode>;
  /** Notes when it was used. */
  stampRecoveryCode: ApiMethod<SessionBodyInput<{ id: string }>, RecoveryCode>;
  /** How many codes are left. */
  countRecoveryCodes: ApiMethod<SessionInput, { count: number }>;
  /** Removes what is used up. */
  clearSpentRecoveryCodes: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface RecoveryCodeTypes {
  id: "recovery-code";
  api: RecoveryCodeApi;
  errors: ErrorCodes<"RECOVERY_CODE_NOT_FOUND" | "RECOVERY_CODE_SPENT">;
  infer: { RecoveryCode: RecoveryCode };
}

export const RECOVERY_CODE_ERROR_CODES = defineErrorCodes({
  RECOVERY_CODE_NOT_FOUND: "Recovery code not found",
  RECOVERY_CODE_SPENT: "The code is used up",
});

const schema = {
  recoveryCode: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      hint: { type: "string" },
      isSpent: { type: "boolean", defaultValue: false },
      spentAt: { type: "date", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createRecoveryCodeBody = z.object({ hint: z.string() });
const updateRecoveryCodeBody = z.object({ id: z.string(), hint: z.optional(z.string()) });
const listRecoveryCodesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  hint: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: RecoveryCode | null): RecoveryCode {
  if (row === null) throw APIError.from("NOT_FOUND", RECOVERY_CODE_ERROR_CODES.RECOVERY_CODE_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeRecoveryCodeEndpoints() {
  return {
    createRecoveryCode: createAuthEndpoint(
      "/recovery-code/create",
      { method: "POST", body: createRecoveryCodeBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<RecoveryCode>({
          model: "recoveryCode",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listRecoveryCodes: createAuthEndpoint(
      "/recovery-code/list",
      { method: "GET", query: z.optional(listRecoveryCodesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const recoveryCodes = await adapter.findMany<RecoveryCode>({
          model: "recoveryCode",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { recoveryCodes, total: await adapter.count({ model: "recoveryCode", where }) };
      },
    ),
    getRecoveryCode: createAuthEndpoint(
      "/recovery-code/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<RecoveryCode>({ model: "recoveryCode", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateRecoveryCode: createAuthEndpoint(
      "/recovery-code/update",
      { method: "POST", body: updateRecoveryCodeBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<RecoveryCode>({ model: "recoveryCode", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteRecoveryCode: createAuthEndpoint(
      "/recovery-code/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success:
            (await adapter.deleteMany({ model: "recoveryCode", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    spendRecoveryCode: createAuthEndpoint(
      "/recovery-code/spend",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<RecoveryCode>({ model: "recoveryCode", where, update: { isSpent: true } }));
      },
    ),
    stampRecoveryCode: createAuthEndpoint(
      "/recovery-code/stamp",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<RecoveryCode>({ model: "recoveryCode", where, update: { spentAt: new Date() } }),
        );
      },
    ),
    countRecoveryCodes: createAuthEndpoint(
      "/recovery-code/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "recoveryCode", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    clearSpentRecoveryCodes: createAuthEndpoint(
      "/recovery-code/clear-spent",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isSpent", value: true },
        ];
        return { removed: await adapter.deleteMany({ model: "recoveryCode", where }) };
      },
    ),
  };
}

/** A code for the day when the phone is lost. */
export function recoveryCode(options: RecoveryCodeOptions = {}): Plugin<RecoveryCodeTypes> {
  return {
    id: "recovery-code",
    schema,
    endpoints: makeRecoveryCodeEndpoints(),
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
    $ERROR_CODES: RECOVERY_CODE_ERROR_CODES,
    options,
  };
}
