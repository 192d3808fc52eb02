import type { IdStrategy } from "../../database/id";
import { isUuid } from "../../database/id";
import { BetterAuthError } from "../../error";
import type { DatabaseType, FieldAttribute } from "../../types";

/** Turns a value that is not null into what a driver binds. */
export type Encode = (value: unknown) => unknown;
/** Turns a stored value that is not null into what the caller gets. */
export type Decode = (value: unknown) => unknown;

/** How the values of one column pass between the caller and the database. */
export interface Codec {
  /** For a row that is written. */
  readonly encode: Encode;
  /** What is written for null. */
  readonly encodedNull: null | "null";
  /** For a value that is compared with. A value that the column cannot hold becomes null, which equals nothing. */
  readonly encodeWhere: Encode;
  /** `null` when stored values are given out as they are. */
  readonly decode: Decode | null;
}

/** What the types of a database can hold. */
export interface TypeSupport {
  readonly dates: boolean;
  readonly booleans: boolean;
  readonly json: boolean;
}

/** What each dialect holds natively; the rest is kept as text and numbers. */
export const TYPE_SUPPORT: Readonly<Record<DatabaseType, TypeSupport>> = {
  sqlite: { dates: false, booleans: false, json: false },
  postgres: { dates: true, booleans: true, json: true },
  mysql: { dates: true, booleans: false, json: true },
  mssql: { dates: true, booleans: false, json: false },
};

/** Where a column stands, for messages. */
interface Place {
  readonly model: string;
  readonly field: string;
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : "a date";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

// Never with the value in it: it may be a secret.
function refuse(place: Place, expected: string, value: unknown): never {
  throw new BetterAuthError(`Field ${place.field} of model ${place.model} takes ${expected}, got ${kindOf(value)}.`);
}

/** Objects cannot be bound, and what a driver says about it does not name the field. */
function encodeScalar(place: Place, expected: string): Encode {
  return (value) => (typeof value === "object" || typeof value === "symbol" ? refuse(place, expected, value) : value);
}

function encodeString(place: Place): Encode {
  return (value) => {
    if (typeof value === "string") return value;
    // A bound number would be stored as "1.0" in a text column.
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    return refuse(place, "a string", value);
  };
}

function encodeDate(place: Place, support: TypeSupport): Encode {
  return (value) => {
    const date = typeof value === "string" || typeof value === "number" ? new Date(value) : value;
    if (!(date instanceof Date) || Number.isNaN(date.getTime())) return refuse(place, "a date", value);
    return support.dates ? date : date.toISOString();
  };
}

function encodeDateWhere(support: TypeSupport): Encode {
  return (value) => {
    if (!(value instanceof Date)) return value;
    if (Number.isNaN(value.getTime())) return null;
    return support.dates ? value : value.toISOString();
  };
}

// Dates of joined rows are text everywhere, because they come in JSON.
const decodeDate: Decode = (value) =>
  typeof value === "string" || typeof value === "number"
    ? new Date(value)
    : typeof value === "bigint"
      ? new Date(Number(value))
      : value;

const decodeBoolean: Decode = (value) =>
  value === 1 || value === 1n || value === true ? true : value === 0 || value === 0n || value === false ? false : value;

// Large integers arrive as text or as bigint, depending on the driver.
const decodeNumber: Decode = (value) => {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
};

const decodeJson: Decode = (value) => {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    // Written by something else than us: text is what it is.
    return value;
  }
};

const decodeId: Decode = (value) => (typeof value === "string" ? value : String(value));

const numberFrom = (value: unknown): unknown => {
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
};

const encodeBoolean =
  (support: TypeSupport): Encode =>
  (value) =>
    typeof value === "boolean" && !support.booleans ? (value ? 1 : 0) : value;

const readBoolean = (value: unknown): unknown => (value === "true" ? true : value === "false" ? false : value);

/** The largest number of an integer column. */
const MAX_INTEGER = 2 ** 31 - 1;

function idCodec(place: Place, ids: IdStrategy, dialect: DatabaseType): Codec {
  if (ids.isNumeric) {
    // Others refuse a number that is too large for the column, even to compare with.
    const limit = dialect === "sqlite" ? Number.MAX_SAFE_INTEGER : MAX_INTEGER;
    const toNumber = (value: unknown) => {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return Number.isSafeInteger(number) && Math.abs(number as number) <= limit ? number : null;
    };
    const encode: Encode = (value) => toNumber(value) ?? refuse(place, "a number as id", value);
    return { encode, encodedNull: null, encodeWhere: toNumber, decode: decodeId };
  }
  // A column of type uuid cannot even be compared with other text.
  const isStrict = ids.isUuid && dialect === "postgres";
  const encode = encodeString(place);
  return {
    encode,
    encodedNull: null,
    encodeWhere: (value) => (isStrict && !isUuid(value) ? null : typeof value === "object" ? null : String(value)),
    decode: decodeId,
  };
}

/** Makes the codec of a column. `isId`: it is the id, or points at one. */
export function makeCodec(
  attribute: FieldAttribute,
  place: Place,
  settings: { ids: IdStrategy; dialect: DatabaseType; isId: boolean },
): Codec {
  if (settings.isId) return idCodec(place, settings.ids, settings.dialect);
  const support = TYPE_SUPPORT[settings.dialect];
  const compared = encodeScalar(place, "a value to compare with");
  const { type } = attribute;

  if (type === "date") {
    const encodeWhere = encodeDateWhere(support);
    return {
      encode: encodeDate(place, support),
      encodedNull: null,
      encodeWhere,
      decode: decodeDate,
    };
  }
  if (type === "boolean") {
    const encode = encodeBoolean(support);
    return {
      encode,
      encodedNull: null,
      encodeWhere: (value) => encode(readBoolean(value)),
      decode: support.booleans ? null : decodeBoolean,
    };
  }
  if (type === "number") {
    const encode = encodeScalar(place, "a number");
    return { encode, encodedNull: null, encodeWhere: (value) => compared(numberFrom(value)), decode: decodeNumber };
  }
  if (type === "json" || type === "string[]" || type === "number[]") {
    // Text towards every database: drivers differ in what they make of arrays, and each takes text for a JSON column.
    const encodedNull = type === "json" && !support.json ? "null" : null;
    return { encode: (value) => JSON.stringify(value), encodedNull, encodeWhere: compared, decode: decodeJson };
  }
  return { encode: encodeString(place), encodedNull: null, encodeWhere: compared, decode: null };
}
