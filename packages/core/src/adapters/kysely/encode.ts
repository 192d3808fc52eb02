import { BetterAuthError } from "../../error";
import { toDate } from "../stored-value";
import type { TypeSupport } from "./type-support";

/** Turns a value that is not null into what a driver binds. */
export type Encode = (value: unknown) => unknown;

/** Where a column stands, for messages. */
export interface Place {
  readonly model: string;
  readonly field: string;
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : "a date";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/** @throws {BetterAuthError} with the field, and never with the value: it may be a secret */
export function refuse(place: Place, expected: string, value: unknown): never {
  throw new BetterAuthError(`Field ${place.field} of model ${place.model} takes ${expected}, got ${kindOf(value)}.`);
}

/** Text. A number becomes text here: bound as a number, it would be stored as "1.0". */
export function encodeString(place: Place): Encode {
  return (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    return refuse(place, "a string", value);
  };
}

/**
 * Numbers; text passes, because SQLite has always stored what it was given. What is read is a number, so that of a
 * bigint beyond 2^53 another one would come back, or none at all: some drivers throw.
 */
export function encodeNumber(place: Place): Encode {
  return (value) => {
    if (typeof value === "bigint" && !Number.isSafeInteger(Number(value)))
      return refuse(place, "a number of at most 2^53 - 1", value);
    return typeof value === "number" || typeof value === "bigint" || typeof value === "string"
      ? value
      : refuse(place, "a number", value);
  };
}

const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ["true", true],
  ["false", false],
  [1, true],
  [0, false],
]);

/**
 * True and false, as 1 and 0 where the database has no booleans; numbers and text pass there. Where it has, some drivers
 * make false of any text (postgres.js), so only what means one of them passes.
 */
export function encodeBoolean(place: Place, support: TypeSupport): Encode {
  return (value) => {
    if (typeof value === "boolean") return support.booleans ? value : Number(value);
    if (support.booleans) return WORDS.get(value) ?? refuse(place, "a boolean", value);
    return typeof value === "object" ? refuse(place, "a boolean", value) : value;
  };
}

/** A date, or what a date is made of. */
export function encodeDate(place: Place, support: TypeSupport): Encode {
  return (value) => {
    const date = toDate(value);
    return date === null ? refuse(place, "a date", value) : support.bindDate(date);
  };
}
