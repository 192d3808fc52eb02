import { BetterAuthError } from "../../error";
import type { Database, Document, ObjectIdClass, ObjectIdLike } from "./driver";

/** The form in which ids reach the caller. In capitals it would be another text for the same id. */
const HEX = /^[0-9a-f]{24}$/;

/** Whether a text is an ObjectId as `toHexString` writes it. */
export function isObjectIdHex(text: string): boolean {
  return HEX.test(text);
}

/** Whether a stored value is an ObjectId, of whatever copy of BSON. */
export function isObjectId(value: unknown): value is ObjectIdLike {
  return typeof value === "object" && value !== null && (value as { _bsontype?: unknown })._bsontype === "ObjectId";
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Makes a function: the hexadecimal form of a new ObjectId, which is the seconds since 1970, five random bytes of the
 * process and a counter. See "ObjectId" in MongoDB's BSON types.
 */
export function makeObjectIdGenerator(): () => string {
  let process: string | undefined;
  let counter = 0;
  return () => {
    if (process === undefined) {
      const random = crypto.getRandomValues(new Uint8Array(8));
      process = hexOf(random.subarray(0, 5));
      counter = Number.parseInt(hexOf(random.subarray(5)), 16);
    }
    counter = (counter + 1) % 2 ** 24;
    const seconds = Math.floor(Date.now() / 1000);
    return seconds.toString(16).padStart(8, "0") + process + counter.toString(16).padStart(6, "0");
  };
}

/**
 * The class of ObjectIds of the very driver that a database belongs to. An application may have several copies of the
 * driver (Mongoose brings one), and each refuses the values of another one's version; so the driver is asked for an id
 * rather than imported. Needs a connected client, sends nothing.
 *
 * @throws {BetterAuthError} when the driver gives no ObjectId
 */
export function objectIdClassOf(db: Database): ObjectIdClass {
  // A database of its own: the caller's may be set to make other ids.
  const PlainDatabase = db.constructor as new (client: unknown, name: string) => Database;
  const document: Document = {};
  new PlainDatabase(db.client, db.databaseName)
    .collection("ids", {})
    .initializeUnorderedBulkOp({ forceServerObjectId: false })
    .insert(document);
  const { _id: id } = document;
  if (isObjectId(id)) return (id as object).constructor as ObjectIdClass;
  throw new BetterAuthError(
    `mongodbAdapter: expected the database of the driver "mongodb" 6 or 7, which gives new documents an ObjectId; got ${typeof id}.`,
  );
}
