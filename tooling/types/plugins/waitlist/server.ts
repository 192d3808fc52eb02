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
import type {
  CreateWaitlistPlaceBody,
  ListWaitlistPlacesQuery,
  UpdateWaitlistPlaceBody,
  WaitlistPlace,
  WaitlistPlaceList,
} from "./types.ts";

/** Options of the plugin. */
export interface WaitlistOptions {
  /** Whether somebody may sign up. @default yes */
  maySignUp?: ((email: string) => boolean | Promise<boolean>) | undefined;
}

/** Methods of `auth.api`. */
export interface WaitlistApi {
  createWaitlistPlace: ApiMethod<SessionBodyInput<CreateWaitlistPlaceBody>, WaitlistPlace>;
  /** The newest first. */
  listWaitlistPlaces: ApiMethod<SessionInput & { query?: ListWaitlistPlacesQuery | undefined }, WaitlistPlaceList>;
  getWaitlistPlace: ApiMethod<SessionInput & { query: { id: string } }, WaitlistPlace>;
  updateWaitlistPlace: ApiMethod<SessionBodyInput<UpdateWaitlistPlaceBody>, WaitlistPlace>;
  deleteWaitlistPlace: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Lets somebody in. */
  inviteWaitlistPlace: ApiMethod<SessionBodyInput<{ id: string }>, WaitlistPlace>;
  /** Moves one place back. */
  postponeWaitlistPlace: ApiMethod<SessionBodyInput<{ id: string }>, WaitlistPlace>;
  /** How many places somebody holds. */
  countWaitlistPlaces: ApiMethod<SessionInput, { count: number }>;
  /** How many people have been let in. Without a route. */
  countInvitations: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface WaitlistTypes {
  id: "waitlist";
  api: WaitlistApi;
  errors: ErrorCodes<"WAITLIST_PLACE_NOT_FOUND" | "WAITLIST_CLOSED">;
  infer: { WaitlistPlace: WaitlistPlace };
}

export const WAITLIST_ERROR_CODES = defineErrorCodes({
  WAITLIST_PLACE_NOT_FOUND: "Place not found",
  WAITLIST_CLOSED: "Nobody can join at the moment",
});

const schema = {
  waitlistPlace: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      product: { type: "string" },
      position: { type: "number", defaultValue: 0 },
      isInvited: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createWaitlistPlaceBody = z.object({ product: z.string() });
const updateWaitlistPlaceBody = z.object({ id: z.string(), product: z.optional(z.string()) });
const listWaitlistPlacesQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  product: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: WaitlistPlace | null): WaitlistPlace {
  if (row === null) throw APIError.from("NOT_FOUND", WAITLIST_ERROR_CODES.WAITLIST_PLACE_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeWaitlistEndpoints() {
  return {
    createWaitlistPlace: createAuthEndpoint(
      "/waitlist/create",
      { method: "POST", body: createWaitlistPlaceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<WaitlistPlace>({
          model: "waitlistPlace",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listWaitlistPlaces: createAuthEndpoint(
      "/waitlist/list",
      { method: "GET", query: z.optional(listWaitlistPlacesQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const waitlistPlaces = await adapter.findMany<WaitlistPlace>({
          model: "waitlistPlace",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { waitlistPlaces, total: await adapter.count({ model: "waitlistPlace", where }) };
      },
    ),
    getWaitlistPlace: createAuthEndpoint(
      "/waitlist/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(
          await adapter.findOne<WaitlistPlace>({ model: "waitlistPlace", where: own(session.user.id, ctx.query.id) }),
        );
      },
    ),
    updateWaitlistPlace: createAuthEndpoint(
      "/waitlist/update",
      { method: "POST", body: updateWaitlistPlaceBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(
          await adapter.update<WaitlistPlace>({ model: "waitlistPlace", where: own(session.user.id, id), update }),
        );
      },
    ),
    deleteWaitlistPlace: createAuthEndpoint(
      "/waitlist/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success:
            (await adapter.deleteMany({ model: "waitlistPlace", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    inviteWaitlistPlace: createAuthEndpoint(
      "/waitlist/invite",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.update<WaitlistPlace>({ model: "waitlistPlace", where, update: { isInvited: true } }),
        );
      },
    ),
    postponeWaitlistPlace: createAuthEndpoint(
      "/waitlist/postpone",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(
          await adapter.incrementOne<WaitlistPlace>({ model: "waitlistPlace", where, increment: { position: 1 } }),
        );
      },
    ),
    countWaitlistPlaces: createAuthEndpoint(
      "/waitlist/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          count: await adapter.count({ model: "waitlistPlace", where: [{ field: "userId", value: session.user.id }] }),
        };
      },
    ),
    countInvitations: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "waitlistPlace", where: [{ field: "isInvited", value: true }] }),
    })),
  };
}

/** A place in the queue for something that is not open yet. */
export function waitlist(options: WaitlistOptions = {}): Plugin<WaitlistTypes> {
  return {
    id: "waitlist",
    schema,
    endpoints: makeWaitlistEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/sign-up/email"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maySignUp === undefined || (await options.maySignUp(String(ctx.body?.email)))) return;
            throw APIError.from("FORBIDDEN", WAITLIST_ERROR_CODES.WAITLIST_CLOSED);
          }),
        },
      ],
    },
    $ERROR_CODES: WAITLIST_ERROR_CODES,
    options,
  };
}
