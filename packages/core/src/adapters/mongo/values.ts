import { BetterAuthError } from "../../error";
import { comparedNumber, decodeDate, toDate, wellFormed } from "../stored-value";
import type { ObjectIdClass } from "./driver";
import type { ModelField } from "./fields";
import { isObjectId, isObjectIdHex } from "./object-id";

/** What ids are stored as: an ObjectId where the text is one, or, with `null`, always text. */
export type IdForm = ObjectIdClass | null;

/** An id, or what it is compared with. Text that is no ObjectId stays text, which no ObjectId is equal to. */
function encodeId(text: string, ids: IdForm): unknown {
  return ids !== null && isObjectIdHex(text) ? new ids(text) : wellFormed(text);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a date that is none";
  return typeof value === "number" ? String(value) : typeof value;
}

// Never the value: it may be a secret.
function refuse({ physical }: ModelField, expected: string, value: unknown): never {
  throw new BetterAuthError(`mongodbAdapter: field ${physical}: expected ${expected}, got ${kindOf(value)}.`);
}

function encodeText(field: ModelField, value: unknown): string {
  if (typeof value === "string") return wellFormed(value);
  return isScalar(value) ? String(value) : refuse(field, "text", value);
}

function encodeNumber(field: ModelField, value: unknown): number | bigint {
  const number = typeof value === "boolean" ? Number(value) : comparedNumber(value);
  const isStorable = typeof number === "bigint" ? BigInt.asIntN(64, number) === number : number !== null;
  return isStorable ? (number as number | bigint) : refuse(field, "a finite number of at most 64 bits", value);
}

function encodeDate(field: ModelField, value: unknown): Date {
  return toDate(value) ?? refuse(field, "a date", value);
}

function encodeList(field: ModelField, value: unknown): unknown[] {
  if (!Array.isArray(value)) return refuse(field, "a list", value);
  return value.map((entry) => {
    if (typeof entry === "string") return wellFormed(entry);
    return typeof entry === "number" || typeof entry === "boolean" || entry === null
      ? entry
      : refuse(field, "a list of text or numbers", entry);
  });
}

/** Whether a value is text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ["string", "number", "bigint", "boolean"].includes(typeof value);
}

/**
 * A value for a document. Every value has the type of its field: an object can never be taken for an operator, or for a
 * type of BSON.
 *
 * @returns `undefined` for what is left out: nothing and null
 * @throws {BetterAuthError} for a value that the field cannot hold
 */
export function encode(field: ModelField, value: unknown, ids: IdForm): unknown {
  if (value === null || value === undefined) return undefined;
  if (field.isId) return encodeId(encodeText(field, value), ids);
  switch (field.attribute.type) {
    case "number":
      return encodeNumber(field, value);
    case "boolean":
      if (typeof value === "boolean") return value;
      return value === 0 || value === 1 ? value === 1 : refuse(field, "a boolean", value);
    case "date":
      return encodeDate(field, value);
    case "json":
      // As text: keys of JSON may look like operators or types of BSON.
      return wellFormed(JSON.stringify(value));
    case "string[]":
    case "number[]":
      return encodeList(field, value);
    default:
      return encodeText(field, value);
  }
}

function decodeJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Numbers of 64 bits come as `Long` when they are past 2^53, and as `bigint` when the client is set so. */
function decodeNumber(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "object" && "_bsontype" in (value as object) ? Number(String(value)) : value;
}

/** A stored value for the caller; null where there is none. */
export function decode({ attribute, isId }: ModelField, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isId) return isObjectId(value) ? value.toHexString() : String(value);
  switch (attribute.type) {
    case "number":
      return decodeNumber(value);
    case "date":
      return decodeDate(value);
    case "json":
      return decodeJson(value);
    default:
      return value;
  }
}

/**
 * A value that a field is compared with. It comes from requests more often than what is written: what the field cannot
 * hold is null, which equals nothing.
 */
export function compared({ attribute, isId }: ModelField, value: unknown, ids: IdForm): unknown {
  if (value instanceof Date ? attribute.type !== "date" : !isScalar(value)) return null;
  if (isId) return encodeId(String(value), ids);
  switch (attribute.type) {
    case "number":
      return comparedNumber(value);
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "date":
      return toDate(value);
    default:
      return wellFormed(String(value));
  }
}
