import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type { ErrorCodes } from "@better-auth/core/types";
import type { CreateDocumentBody, Document, DocumentList, ListDocumentsQuery, UpdateDocumentBody } from "./types.ts";

/** Methods of the client. */
export interface DocumentClient {
  document: {
    create: ClientMethod<CreateDocumentBody, Document>;
    /** The newest first. */
    list: OptionalClientMethod<{ query?: ListDocumentsQuery | undefined }, DocumentList>;
    get: ClientMethod<{ query: { id: string } }, Document>;
    update: ClientMethod<UpdateDocumentBody, Document>;
    delete: ClientMethod<{ id: string }, { success: boolean }>;
    /** Everybody can read it. */
    publish: ClientMethod<{ id: string }, Document>;
    /** Nobody else can read it. */
    withdraw: ClientMethod<{ id: string }, Document>;
    /** Starts the next version. */
    saveVersion: ClientMethod<{ id: string }, Document>;
  };
}

/** What the plugin adds to the client's types. */
export interface DocumentClientTypes {
  id: "document";
  client: DocumentClient;
  errors: ErrorCodes<"DOCUMENT_NOT_FOUND" | "DOCUMENT_SLUG_TAKEN">;
  infer: { Document: Document };
}

/** The client half. */
export function documentClient(): ClientPlugin<DocumentClientTypes> {
  return {
    id: "document",
    pathMethods: { "/document/list": "GET" },
  };
}
