import { wantedIndexes } from "../../database/table-indexes";
import { BetterAuthError } from "../../error";
import { faultOf } from "../../fault/database-fault";
import type { Logger } from "../../types";
import { COLLECTION, type Database, type Document } from "./driver";
import { translateError } from "./errors";
import type { Collections, ModelCollection } from "./fields";

/** NamespaceNotFound, NamespaceExists, DuplicateKey. See "Error Codes" in MongoDB's manual. */
const NO_COLLECTION = 26;
const COLLECTION_EXISTS = 48;
const DUPLICATE_KEY = 11000;

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** An index as `createIndexes` takes it. */
interface IndexSpecification extends Document {
  readonly key: Readonly<Record<string, 1>>;
  readonly name: string;
  readonly unique?: true;
  /** Documents without the field do not count. */
  readonly sparse?: true;
  readonly partialFilterExpression?: Document;
}

/**
 * The indexes of a model. Null is not stored, so that a unique index over fields that may be missing takes in only the
 * documents that have all of them.
 */
export function indexesOf(model: ModelCollection): readonly IndexSpecification[] {
  return wantedIndexes(model.names).map(({ name, columns, unique }) => {
    const fields = columns.map((column) => model.field(column));
    const key = Object.fromEntries(fields.map((field) => [field.key, 1 as const]));
    if (!unique) return { key, name };
    const optional = fields.filter(({ attribute }) => attribute.required === false);
    if (optional.length === 0) return { key, name, unique };
    if (fields.length === 1) return { key, name, unique, sparse: true };
    // A sparse index over several fields would take in documents that have one of them.
    const partialFilterExpression = Object.fromEntries(optional.map((field) => [field.key, { $exists: true }]));
    return { key, name, unique, partialFilterExpression };
  });
}

/** Whether an index that is there, of whatever name, does what is wanted. */
function serves(there: Document, wanted: IndexSpecification): boolean {
  if (JSON.stringify(there.key) !== JSON.stringify(wanted.key)) return false;
  if (!wanted.unique) return true;
  const leavesOut = wanted.sparse === true || wanted.partialFilterExpression !== undefined;
  const doesLeaveOut = there.sparse === true || there.partialFilterExpression !== undefined;
  return there.unique === true && (doesLeaveOut || !leavesOut);
}

/** `null` when there is no collection yet. */
async function indexesThere(db: Database, { name }: ModelCollection): Promise<readonly Document[] | null> {
  try {
    return await db.collection(name, COLLECTION).listIndexes().toArray();
  } catch (error) {
    if (codeOf(error) === NO_COLLECTION) return null;
    throw error;
  }
}

/** An index brings its collection with it. One without any is made by itself: not every transaction can do it. */
async function createCollection(db: Database, { name }: ModelCollection): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (codeOf(error) !== COLLECTION_EXISTS) throw error;
  }
}

function missingIndexError({ name }: ModelCollection, { key }: IndexSpecification, cause: unknown): BetterAuthError {
  const fields = Object.keys(key).join(", ");
  const { codeName, name: kind } = cause as Error & { codeName?: unknown };
  return new BetterAuthError(
    `mongodbAdapter: collection ${name} needs a unique index over ${fields}, which could not be made (${codeName ?? kind}). ` +
      "Without it two requests could write the same value. Remove documents with the same value, or another index over " +
      "the same fields; or let somebody who may do so make the index.",
    // Its message holds the value.
    codeOf(cause) === DUPLICATE_KEY ? {} : { cause },
  );
}

async function ensureIndexes(db: Database, model: ModelCollection, logger: Logger): Promise<void> {
  const wanted = indexesOf(model);
  const there = await indexesThere(db, model);
  if (there === null && wanted.length === 0) await createCollection(db, model);
  const missing = wanted.filter((index) => !there?.some((other) => serves(other, index)));
  for (const index of missing) {
    try {
      await db.collection(model.name, COLLECTION).createIndexes([index]);
    } catch (error) {
      const translated = translateError(error, model);
      // Out of reach is no matter of the index.
      if (faultOf(translated) === "unavailable") throw translated;
      if (index.unique) throw missingIndexError(model, index, error);
      logger.warn(`mongodbAdapter: index ${index.name} could not be made: ${(error as Error).message}`);
    }
  }
}

/**
 * Makes a function that sees to the indexes of every collection, once: MongoDB has no migrations, and what two requests
 * could both write is decided by a unique index. After a failure the next call tries again.
 */
export function makeIndexes(db: Database, collections: Collections, logger: Logger): () => Promise<void> {
  let known: Promise<unknown> | undefined;
  const own = collections.all.filter(({ names }) => names.table.disableMigrations !== true);
  const ensure = async () => {
    try {
      await Promise.all(own.map((model) => ensureIndexes(db, model, logger)));
    } catch (error) {
      known = undefined;
      throw translateError(error);
    }
  };
  return async () => {
    known ??= ensure();
    await known;
  };
}
