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
import type { Bookmark, BookmarkList, CreateBookmarkBody, ListBookmarksQuery, UpdateBookmarkBody } from "./types.ts";

/** Options of the plugin. */
export interface BookmarkOptions {
  /** How many somebody may have. @default as many as they like */
  maximum?: number | undefined;
}

/** Methods of `auth.api`. */
export interface BookmarkApi {
  createBookmark: ApiMethod<SessionBodyInput<CreateBookmarkBody>, Bookmark>;
  /** The newest first. */
  listBookmarks: ApiMethod<SessionInput & { query?: ListBookmarksQuery | undefined }, BookmarkList>;
  getBookmark: ApiMethod<SessionInput & { query: { id: string } }, Bookmark>;
  updateBookmark: ApiMethod<SessionBodyInput<UpdateBookmarkBody>, Bookmark>;
  deleteBookmark: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Keeps it on top. */
  pinBookmark: ApiMethod<SessionBodyInput<{ id: string }>, Bookmark>;
  /** Keeps it on top no more. */
  unpinBookmark: ApiMethod<SessionBodyInput<{ id: string }>, Bookmark>;
  /** Counts a visit. */
  visitBookmark: ApiMethod<SessionBodyInput<{ id: string }>, Bookmark>;
  /** Removes what is not pinned. */
  clearBookmarks: ApiMethod<SessionInput, { removed: number }>;
}

/** What the plugin adds to the types. */
export interface BookmarkTypes {
  id: "bookmark";
  api: BookmarkApi;
  errors: ErrorCodes<"BOOKMARK_NOT_FOUND" | "BOOKMARK_LIMIT_REACHED" | "BOOKMARK_EXISTS">;
  infer: { Bookmark: Bookmark };
}

export const BOOKMARK_ERROR_CODES = defineErrorCodes({
  BOOKMARK_NOT_FOUND: "Bookmark not found",
  BOOKMARK_LIMIT_REACHED: "There are too many of your bookmarks",
  BOOKMARK_EXISTS: "The page is bookmarked already",
});

const schema = {
  bookmark: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      url: { type: "string" },
      title: { type: "string" },
      visits: { type: "number", defaultValue: 0 },
      isPinned: { type: "boolean", defaultValue: false },
      labels: { type: "string[]", required: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createBookmarkBody = z.object({ url: z.string(), title: z.string(), labels: z.optional(z.array(z.string())) });
const updateBookmarkBody = z.object({
  id: z.string(),
  title: z.optional(z.string()),
  labels: z.optional(z.array(z.string())),
});
const listBookmarksQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  title: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Bookmark | null): Bookmark {
  if (row === null) throw APIError.from("NOT_FOUND", BOOKMARK_ERROR_CODES.BOOKMARK_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeBookmarkEndpoints() {
  return {
    createBookmark: createAuthEndpoint(
      "/bookmark/create",
      { method: "POST", body: createBookmarkBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Bookmark>({
          model: "bookmark",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listBookmarks: createAuthEndpoint(
      "/bookmark/list",
      { method: "GET", query: z.optional(listBookmarksQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const bookmarks = await adapter.findMany<Bookmark>({
          model: "bookmark",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { bookmarks, total: await adapter.count({ model: "bookmark", where }) };
      },
    ),
    getBookmark: createAuthEndpoint(
      "/bookmark/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Bookmark>({ model: "bookmark", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateBookmark: createAuthEndpoint(
      "/bookmark/update",
      { method: "POST", body: updateBookmarkBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Bookmark>({ model: "bookmark", where: own(session.user.id, id), update }));
      },
    ),
    deleteBookmark: createAuthEndpoint(
      "/bookmark/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "bookmark", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    pinBookmark: createAuthEndpoint(
      "/bookmark/pin",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Bookmark>({ model: "bookmark", where, update: { isPinned: true } }));
      },
    ),
    unpinBookmark: createAuthEndpoint(
      "/bookmark/unpin",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Bookmark>({ model: "bookmark", where, update: { isPinned: false } }));
      },
    ),
    visitBookmark: createAuthEndpoint(
      "/bookmark/visit",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Bookmark>({ model: "bookmark", where, increment: { visits: 1 } }));
      },
    ),
    clearBookmarks: createAuthEndpoint(
      "/bookmark/clear",
      { method: "POST", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "isPinned", value: false },
        ];
        return { removed: await adapter.deleteMany({ model: "bookmark", where }) };
      },
    ),
  };
}

/** A page that somebody wants to find again. */
export function bookmark(options: BookmarkOptions = {}): Plugin<BookmarkTypes> {
  return {
    id: "bookmark",
    schema,
    endpoints: makeBookmarkEndpoints(),
    hooks: {
      before: [
        {
          paths: ["/bookmark/create"],
          handler: createAuthMiddleware(async (ctx) => {
            if (options.maximum === undefined) return;
            const session = await getSessionFromCtx(ctx);
            if (session === null) return;
            const count = await ctx.context.adapter.count({
              model: "bookmark",
              where: [{ field: "userId", value: session.user.id }],
            });
            if (count >= options.maximum) throw APIError.from("FORBIDDEN", BOOKMARK_ERROR_CODES.BOOKMARK_LIMIT_REACHED);
          }),
        },
      ],
    },
    $ERROR_CODES: BOOKMARK_ERROR_CODES,
    options,
  };
}
