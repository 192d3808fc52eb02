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
import type { CreateDocumentBody, Document, DocumentList, ListDocumentsQuery, UpdateDocumentBody } from "./types.ts";

/** Options of the plugin. */
export interface DocumentOptions {
  /** Called when somebody has signed in. */
  onSignIn?: ((userId: string) => void | Promise<void>) | undefined;
}

/** Methods of `auth.api`. */
export interface DocumentApi {
  createDocument: ApiMethod<SessionBodyInput<CreateDocumentBody>, Document>;
  /** The newest first. */
  listDocuments: ApiMethod<SessionInput & { query?: ListDocumentsQuery | undefined }, DocumentList>;
  getDocument: ApiMethod<SessionInput & { query: { id: string } }, Document>;
  updateDocument: ApiMethod<SessionBodyInput<UpdateDocumentBody>, Document>;
  deleteDocument: ApiMethod<SessionBodyInput<{ id: string }>, { success: boolean }>;
  /** Everybody can read it. */
  publishDocument: ApiMethod<SessionBodyInput<{ id: string }>, Document>;
  /** Nobody else can read it. */
  withdrawDocument: ApiMethod<SessionBodyInput<{ id: string }>, Document>;
  /** Starts the next version. */
  saveDocumentVersion: ApiMethod<SessionBodyInput<{ id: string }>, Document>;
  /** A document by its address. */
  findDocument: ApiMethod<SessionInput & { params: { slug: string } }, Document | null>;
}

/** What the plugin adds to the types. */
export interface DocumentTypes {
  id: "document";
  api: DocumentApi;
  errors: ErrorCodes<"DOCUMENT_NOT_FOUND" | "DOCUMENT_SLUG_TAKEN">;
  infer: { Document: Document };
}

export const DOCUMENT_ERROR_CODES = defineErrorCodes({
  DOCUMENT_NOT_FOUND: "Document not found",
  DOCUMENT_SLUG_TAKEN: "The address is taken",
});

const schema = {
  document: {
    fields: {
      userId: { type: "string", references: { model: "user", field: "id" }, index: true },
      title: { type: "string" },
      content: { type: "string" },
      slug: { type: "string" },
      version: { type: "number", defaultValue: 1 },
      isPublished: { type: "boolean", defaultValue: false },
      createdAt: { type: "date" },
    },
  },
} satisfies PluginSchema;

const byId = z.object({ id: z.string() });
const createDocumentBody = z.object({ title: z.string(), content: z.string(), slug: z.string() });
const updateDocumentBody = z.object({ id: z.string(), title: z.optional(z.string()), content: z.optional(z.string()) });
const listDocumentsQuery = z.object({
  limit: z.optional(z.coerce.number<number>()),
  offset: z.optional(z.coerce.number<number>()),
  slug: z.optional(z.string()),
});

/** Ownership stands in the WHERE clause. */
function own(userId: string, id: string): Where[] {
  return [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
}

function found(row: Document | null): Document {
  if (row === null) throw APIError.from("NOT_FOUND", DOCUMENT_ERROR_CODES.DOCUMENT_NOT_FOUND);
  return row;
}

/** The operations, as the handlers type them. */
export function makeDocumentEndpoints() {
  return {
    createDocument: createAuthEndpoint(
      "/document/create",
      { method: "POST", body: createDocumentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return adapter.create<Document>({
          model: "document",
          data: { ...ctx.body, userId: session.user.id, createdAt: new Date() },
        });
      },
    ),
    listDocuments: createAuthEndpoint(
      "/document/list",
      { method: "GET", query: z.optional(listDocumentsQuery), use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { limit = 50, offset = 0, ...filter } = ctx.query ?? {};
        const where: Where[] = [{ field: "userId", value: session.user.id }];
        for (const [field, value] of Object.entries(filter)) if (value !== undefined) where.push({ field, value });
        const documents = await adapter.findMany<Document>({
          model: "document",
          where,
          limit,
          offset,
          sortBy: { field: "createdAt", direction: "desc" },
        });
        return { documents, total: await adapter.count({ model: "document", where }) };
      },
    ),
    getDocument: createAuthEndpoint(
      "/document/get",
      { method: "GET", query: byId, use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return found(await adapter.findOne<Document>({ model: "document", where: own(session.user.id, ctx.query.id) }));
      },
    ),
    updateDocument: createAuthEndpoint(
      "/document/update",
      { method: "POST", body: updateDocumentBody, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const { id, ...update } = ctx.body;
        return found(await adapter.update<Document>({ model: "document", where: own(session.user.id, id), update }));
      },
    ),
    deleteDocument: createAuthEndpoint(
      "/document/delete",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        return {
          success: (await adapter.deleteMany({ model: "document", where: own(session.user.id, ctx.body.id) })) === 1,
        };
      },
    ),
    publishDocument: createAuthEndpoint(
      "/document/publish",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Document>({ model: "document", where, update: { isPublished: true } }));
      },
    ),
    withdrawDocument: createAuthEndpoint(
      "/document/withdraw",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.update<Document>({ model: "document", where, update: { isPublished: false } }));
      },
    ),
    saveDocumentVersion: createAuthEndpoint(
      "/document/save-version",
      { method: "POST", body: byId, use: [sessionMiddleware] },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where = own(session.user.id, ctx.body.id);
        return found(await adapter.incrementOne<Document>({ model: "document", where, increment: { version: 1 } }));
      },
    ),
    findDocument: createAuthEndpoint(
      "/document/by-slug/:slug",
      { method: "GET", use: [sessionMiddleware], requireHeaders: true },
      async (ctx) => {
        const { adapter, session } = ctx.context;
        const where: Where[] = [
          { field: "userId", value: session.user.id },
          { field: "slug", value: ctx.params.slug },
        ];
        return adapter.findOne<Document>({ model: "document", where });
      },
    ),
  };
}

/** A text that somebody writes. */
export function document(options: DocumentOptions = {}): Plugin<DocumentTypes> {
  return {
    id: "document",
    schema,
    endpoints: makeDocumentEndpoints(),
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
    $ERROR_CODES: DOCUMENT_ERROR_CODES,
    options,
  };
}
