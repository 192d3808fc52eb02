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
import type { Comment, CommentList, CreateCommentBody, ListCommentsQuery, UpdateCommentBody } from "./types.ts";

/** Options of the plugin. */
export interface CommentOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface CommentApi {
  createComment: ApiMethod<SessionBodyInput<CreateCommentBody>, Comment>;
  /** The newest first. */
  listComments: ApiMethod<SessionInput & { query?: ListCommentsQuery | undefined }, CommentList>;
  getComment: ApiMethod<SessionInput & { query: { id: string } }, Comment>;
  updateComment: ApiMethod<SessionBodyInput<UpdateCommentBody>, Comment>;
  deleteComment: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Counts somebody who agrees. */
  likeComment: ApiMethod<SessionBodyInput<{ id: string }>, Comment>;
  /** Shows it to nobody. */
  hideComment: ApiMethod<SessionBodyInput<{ id: string }>, Comment>;
  /** Shows it again. */
  showComment: ApiMethod<SessionBodyInput<{ id: string }>, Comment>;
  /** The comment on a page. */
  findCommentOnPage: ApiMethod<SessionInput & { params: { page: string } }, Comment | null>;
  /** How many comments nobody sees. Without a route. */
  countHiddenComments: OptionalApiMethod<CallInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface CommentTypes {
  id: "comment";
  api: CommentApi;
  errors: ErrorCodes<"COMMENT_NOT_FOUND" | "COMMENT_LIMIT_REACHED" | "COMMENT_TOO_LONG">;
  infer: { Comment: Comment };
}

export const COMMENT_ERROR_CODES = defineErrorCodes({
  COMMENT_NOT_FOUND: "Comment not found",
  COMMENT_LIMIT_REACHED: "There are too many of your comments",
  COMMENT_TOO_LONG: "The comment is too long",
});

const schema = {
  comment: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      page: { type: "string" },
      text: { type: "string" },
      likes: { type: "number", defaultValue: 0 },
      isHidden: { type: "boolean", defaultValue: false },
      replyTo: { type: "string", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createCommentBody = z.object({ page: z.string(), text: z.string(), replyTo: z.optional(z.string()) });
const updateCommentBody = z.object({ id: z.string(), text: z.optional(z.string()) });
const listCommentsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  page: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Comment | null): Comment {
  if (row === null) throw APIError.from("NOT_FOUND", COMMENT_ERROR_CODES.COMMENT_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeCommentEndpoints() {
  return {
    createComment: createAuthEndpoint(
      "/comment/create",
      { method: "POST", body: createCommentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Comment>({
          model: "comment",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listComments: createAuthEndpoint(
      "/comment/list",
      { method: "GET", query: z.optional(listCommentsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const comments = await adapter.findMany<Comment>({
          model: "comment",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { comments, total: await adapter.count({ model: "comment", where }) };
      },
    ),
    getComment: createAuthEndpoint(
      "/comment/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Comment>({ model: "comment", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateComment: createAuthEndpoint(
      "/comment/update",
      { method: "POST", body: updateCommentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Comment>({ model: "comment", where: own(session.user.id, id), update }));
      },
    ),
    deleteComment: createAuthEndpoint(
      "/comment/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "comment", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    likeComment: createAuthEndpoint(
      "/comment/like",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Comment>({ model: "comment", where, increment: { likes: 1 } }));
      },
    ),
    hideComment: createAuthEndpoint(
      "/comment/hide",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Comment>({ model: "comment", where, update: { isHidden: true } }));
      },
    ),
    showComment: createAuthEndpoint(
      "/comment/show",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Comment>({ model: "comment", where, update: { isHidden: false } }));
      },
    ),
    findCommentOnPage: createAuthEndpoint(
      "/comment/on-page/:page",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "page", value: ctx.params.page },
        ];
        return adapter.findOne<Comment>({ model: "comment", where });
      },
    ),
    countHiddenComments: createAuthEndpoint.serverOnly({}, async (ctx) => ({
      count: await ctx.context.adapter.count({ model: "comment", where: [{ field: "isHidden", value: true }] }),
    })),
  };
}

/** What somebody says about a page. */
export function comment(options: CommentOptions = {}): Plugin<CommentTypes> {
  return {
    id: "comment",
    schema,
    endpoints: makeCommentEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/comment/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "comment",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum) throw APIError.from("FORBIDDEN", COMMENT_ERROR_CODES.COMMENT_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: COMMENT_ERROR_CODES,
    options,
  };
}
