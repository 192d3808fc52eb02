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
import type { CreateTagBody, ListTagsQuery, Tag, TagList, UpdateTagBody } from "./types.ts";

/** Options of the plugin. */
export interface TagOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface TagApi {
  createTag: ApiMethod<SessionBodyInput<CreateTagBody>, Tag>;
  /** The newest first. */
  listTags: ApiMethod<SessionInput & { query?: ListTagsQuery | undefined }, TagList>;
  getTag: ApiMethod<SessionInput & { query: { id: string } }, Tag>;
  updateTag: ApiMethod<SessionBodyInput<UpdateTagBody>, Tag>;
  deleteTag: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Counts a use. */
  useTag: ApiMethod<SessionBodyInput<{ id: string }>, Tag>;
  /** Takes its colour away. */
  fadeTag: ApiMethod<SessionBodyInput<{ id: string }>, Tag>;
  /** A tag by its word. */
  findTag: ApiMethod<SessionInput & { params: { label: string } }, Tag | null>;
  /** How many tags somebody has. */
  countTags: ApiMethod<SessionInput, { count: number }>;
}

/** What the plugin adds to the types. */
export interface TagTypes {
  id: "tag";
  api: TagApi;
  errors: ErrorCodes<"TAG_NOT_FOUND" | "TAG_EXISTS">;
  infer: { Tag: Tag };
}

export const TAG_ERROR_CODES = defineErrorCodes({
  TAG_NOT_FOUND: "Tag not found",
  TAG_EXISTS: "There is such a tag already",
});

const schema = {
  tag: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      label: { type: "string" },
      colour: { type: ["red", "green", "blue", "grey"], defaultValue: "grey" },
      uses: { type: "number", defaultValue: 0 },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createTagBody = z.object({ label: z.string(), colour: z.optional(z.enum(["red", "green", "blue", "grey"])) });
const updateTagBody = z.object({
  id: z.string(),
  label: z.optional(z.string()),
  colour: z.optional(z.enum(["red", "green", "blue", "grey"])),
});
const listTagsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  colour: z.optional(z.enum(["red", "green", "blue", "grey"])),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Tag | null): Tag {
  if (row === null) throw APIError.from("NOT_FOUND", TAG_ERROR_CODES.TAG_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeTagEndpoints() {
  return {
    createTag: createAuthEndpoint(
      "/tag/create",
      { method: "POST", body: createTagBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Tag>({
          model: "tag",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listTags: createAuthEndpoint(
      "/tag/list",
      { method: "GET", query: z.optional(listTagsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const tags = await adapter.findMany<Tag>({
          model: "tag",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { tags, total: await adapter.count({ model: "tag", where }) };
      },
    ),
    getTag: createAuthEndpoint(
      "/tag/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Tag>({ model: "tag", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateTag: createAuthEndpoint(
      "/tag/update",
      { method: "POST", body: updateTagBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Tag>({ model: "tag", where: own(session.user.id, id), update }));
      },
    ),
    deleteTag: createAuthEndpoint(
      "/tag/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "tag", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    useTag: createAuthEndpoint("/tag/use", { method: "POST", body: byId, use: [sessionMiddleware] }, async (ctx) => {
      const { adapter, session } = ctx.context;
      const where = own(session.user.id, ctx.body.id);
      return found(await adapter.incrementOne<Tag>({ model: "tag", where, increment: { uses: 1 } }));
    }),
    fadeTag: createAuthEndpoint("/tag/fade", { method: "POST", body: byId, use: [sessionMiddleware] }, async (ctx) => {
      const { adapter, session } = ctx.context;
      const where = own(session.user.id, ctx.body.id);
      return found(await adapter.update<Tag>({ model: "tag", where, update: { colour: "grey" } }));
    }),
    findTag: createAuthEndpoint(
      "/tag/by-label/:label",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "label", value: ctx.params.label },
        ];
        return adapter.findOne<Tag>({ model: "tag", where });
      },
    ),
    countTags: createAuthEndpoint(
      "/tag/count",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return { count: await adapter.count({ model: "tag", where: [{ field: "userId", value: session.user.id }] }) };
      },
    ),
  };
}

/** A word to sort things by. */
export function tag(options: TagOptions = {}): Plugin<TagTypes> {
  return {
    id: "tag",
    schema,
    endpoints: makeTagEndpoints(),
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
    $ERROR_CODES: TAG_ERROR_CODES,
    options,
  };
}
