/** A document of MongoDB. */
export type Document = Record<string, unknown>;

/** The part of a session that is used here. */
export interface Session {
  withTransaction<R>(work: (session: Session) => Promise<R>, settings: Document): Promise<R>;
  endSession(): Promise<void>;
}

/** The part of a client that is used here. */
export interface Client {
  /** Does nothing when it is connected. */
  connect(): Promise<unknown>;
  startSession(): Session;
}

/** Every operation may be part of a session's transaction. */
export interface OperationSettings {
  readonly session?: Session;
}

interface FindSettings extends OperationSettings {
  readonly projection?: Document;
  readonly sort?: Document;
  readonly skip?: number;
  readonly limit?: number;
}

/** What upserts say beside the document. */
export interface ModifyResult {
  readonly value: Document | null;
  readonly lastErrorObject?: { readonly updatedExisting?: boolean } | null;
}

interface Cursor {
  toArray(): Promise<Document[]>;
}

/** The part of a collection that is used here; the same in the lines 6 and 7 of the driver. */
export interface Collection {
  insertOne(document: Document, settings: OperationSettings): Promise<unknown>;
  findOne(filter: Document, settings: FindSettings): Promise<Document | null>;
  find(filter: Document, settings: FindSettings): Cursor;
  aggregate(pipeline: readonly Document[], settings: OperationSettings): Cursor;
  countDocuments(filter: Document, settings: OperationSettings): Promise<number>;
  updateOne(filter: Document, update: Document, settings: OperationSettings): Promise<{ matchedCount: number }>;
  updateMany(filter: Document, update: Document, settings: OperationSettings): Promise<{ matchedCount: number }>;
  deleteMany(filter: Document, settings: OperationSettings): Promise<{ deletedCount: number }>;
  findOneAndDelete(filter: Document, settings: OperationSettings): Promise<Document | null>;
  findOneAndUpdate(
    filter: Document,
    update: Document,
    settings: OperationSettings & { returnDocument: "after" },
  ): Promise<Document | null>;
  findOneAndUpdate(
    filter: Document,
    update: Document,
    settings: OperationSettings & { returnDocument: "after"; upsert: true; includeResultMetadata: true },
  ): Promise<ModifyResult>;
  listIndexes(): Cursor;
  createIndexes(indexes: readonly Document[]): Promise<unknown>;
  initializeUnorderedBulkOp(settings: { forceServerObjectId: false }): { insert(document: Document): unknown };
}

/** The part of a database that is used here. */
export interface Database {
  readonly databaseName: string;
  readonly client: Client;
  collection(name: string, settings: Document): Collection;
  command(command: Document): Promise<Document>;
  createCollection(name: string): Promise<unknown>;
}

/** An ObjectId of the driver. */
export interface ObjectIdLike {
  toHexString(): string;
}

/** The driver's own class: documents of another copy or version of BSON are refused by it. */
export type ObjectIdClass = new (hex: string) => ObjectIdLike;

/** Values come as JavaScript's own, whatever the client is set to; what was written a moment ago is there. */
export const COLLECTION = {
  promoteValues: true,
  promoteLongs: true,
  useBigInt64: false,
  ignoreUndefined: false,
  raw: false,
  readPreference: "primary",
} as const;
