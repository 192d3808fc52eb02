// A plugin as third parties write them: a plain object. It publishes no types, so they are read off its endpoints.
import { createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "@better-auth/core/api";
import { APIError, defineErrorCodes } from "@better-auth/core/error";
import type { BetterAuthPlugin, StandardSchema, Where } from "@better-auth/core/types";
import type { Announcement } from "./types.ts";

const ANNOUNCEMENT_ERROR_CODES = defineErrorCodes({
  ANNOUNCEMENT_NOT_FOUND: "Announcement not found",
});

/** Objects whose members are strings. It stands for any library that follows Standard Schema. */
function strings<T extends Record<string, string>>(...names: (keyof T & string)[]): StandardSchema<T> {
  return {
    "~standard": {
      version: 1,
      vendor: "announcement",
      validate(value) {
        const given = value as Record<string, unknown> | null | undefined;
        const wrong = names.filter((name) => typeof given?.[name] !== "string");
        if (wrong.length > 0) return { issues: wrong.map((name) => ({ message: "Expected a string", path: [name] })) };
        return { value: Object.fromEntries(names.map((name) => [name, given?.[name]])) as T };
      },
    },
  };
}

const byId = strings<{ id: string }>("id");
const newAnnouncement = strings<{ title: string; text: string }>("title", "text");
const changedAnnouncement = strings<{ id: string; title: string; text: string }>("id", "title", "text");

function own(authorId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "authorId", value: authorId },
  ];
}

function found(row: Announcement | null): Announcement {
  if (row === null) throw APIError.from("NOT_FOUND", ANNOUNCEMENT_ERROR_CODES.ANNOUNCEMENT_NOT_FOUND);
  return row;
}

/** Something that everybody should know. */
export const announcement = () =>
  ({
    id: "announcement",
    schema: {
      announcement: {
        fields: {
          authorId: { type: "string", references: { model: "user", field: "id" }, index: true },
          title: { type: "string" },
          text: { type: "string" },
          views: { type: "number", defaultValue: 0 },
          isPinned: { type: "boolean", defaultValue: false },
          createdAt: { type: "date" },
        },
      },
    },
    endpoints: {
      createAnnouncement: createAuthEndpoint(
        "/announcement/create",
        { method: "POST", body: newAnnouncement, use: [sessionMiddleware] },
        async (ctx) => {
          const { adapter, session } = ctx.context;
          const data = { ...ctx.body, authorId: session.user.id, createdAt: new Date() };
          return adapter.create<Announcement>({ model: "announcement", data });
        },
      ),
      listAnnouncements: createAuthEndpoint("/announcement/list", { method: "GET" }, async (ctx) =>
        ctx.context.adapter.findMany<Announcement>({
          model: "announcement",
          sortBy: { field: "createdAt", direction: "desc" },
        }),
      ),
      getAnnouncement: createAuthEndpoint("/announcement/get", { method: "GET", query: byId }, async (ctx) => {
        const where = [{ field: "id", value: ctx.query.id }];
        return found(await ctx.context.adapter.findOne<Announcement>({ model: "announcement", where }));
      }),
      updateAnnouncement: createAuthEndpoint(
        "/announcement/update",
        { method: "POST", body: changedAnnouncement, use: [sessionMiddleware] },
        async (ctx) => {
          const { adapter, session } = ctx.context;
          const { id, ...update } = ctx.body;
          const where = own(session.user.id, id);
          return found(await adapter.update<Announcement>({ model: "announcement", where, update }));
        },
      ),
      deleteAnnouncement: createAuthEndpoint(
        "/announcement/delete",
        { method: "POST", body: byId, use: [sessionMiddleware] },
        async (ctx) => {
          const { adapter, session } = ctx.context;
          const where = own(session.user.id, ctx.body.id);
          return { success: (await adapter.deleteMany({ model: "announcement", where })) === 1 };
        },
      ),
      pinAnnouncement: createAuthEndpoint(
        "/announcement/pin",
        { method: "POST", body: byId, use: [sessionMiddleware] },
        async (ctx) => {
          const { adapter, session } = ctx.context;
          const where = own(session.user.id, ctx.body.id);
          return found(
            await adapter.update<Announcement>({ model: "announcement", where, update: { isPinned: true } }),
          );
        },
      ),
      viewAnnouncement: createAuthEndpoint("/announcement/view", { method: "POST", body: byId }, async (ctx) => {
        const where = [{ field: "id", value: ctx.body.id }];
        const increment = { views: 1 };
        return found(await ctx.context.adapter.incrementOne<Announcement>({ model: "announcement", where, increment }));
      }),
      findAnnouncement: createAuthEndpoint("/announcement/by-title/:title", { method: "GET" }, async (ctx) => {
        const where = [{ field: "title", value: ctx.params.title }];
        return ctx.context.adapter.findOne<Announcement>({ model: "announcement", where });
      }),
      countAnnouncements: createAuthEndpoint.serverOnly({}, async (ctx) => ({
        count: await ctx.context.adapter.count({ model: "announcement" }),
      })),
    },
    hooks: {
      after: [
        {
          paths: ["/announcement/create"],
          handler: createAuthMiddleware(async (ctx) => ctx.context.logger.debug("An announcement was made.")),
        },
      ],
    },
    $Infer: {} as { Announcement: Announcement },
    $ERROR_CODES: ANNOUNCEMENT_ERROR_CODES,
  }) satisfies BetterAuthPlugin;
