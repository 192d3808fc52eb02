/** A text that somebody writes. */
export interface Document {
  id: string;
  userId: string;
  title: string;
  content: string;
  slug: string;
  version: number;
  isPublished: boolean;
  createdAt: Date;
}

/** Body of `createDocument`. */
export interface CreateDocumentBody {
  title: string;
  content: string;
  slug: string;
}

/** Body of `updateDocument`. */
export interface UpdateDocumentBody {
  id: string;
  title?: string | undefined;
  content?: string | undefined;
}

/** Query of `listDocuments`. */
export interface ListDocumentsQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  slug?: string | undefined;
}

/** Answer of `listDocuments`. */
export interface DocumentList {
  documents: Document[];
  total: number;
}
