import { hasFourDigitYear } from "../../database/field-value";
import type { IdStrategy } from "../../database/id";
import type { DatabaseType, FieldAttribute } from "../../types";
import { comparedNumber, decodeDate, decodeDateIn, toDate } from "../stored-value";
import { comparedBoolean, comparedDate, comparedSerial, comparedString, comparedUuid } from "./compared";
import { type Decode, decodeBoolean, decodeId, decodeJson, decodeNumber } from "./decode";
import { type Encode, encodeBoolean, encodeDate, encodeNumber, encodeString, type Place, refuse } from "./encode";
import { TYPE_SUPPORT } from "./type-support";

/** How the values of one column pass between the caller and the database. */
export interface Codec {
  /** For a row that is written. */
  readonly encode: Encode;
  /** What is written for null. */
  readonly encodedNull: null | "null";
  /** For a value that the column is compared with. */
  readonly encodeWhere: Encode;
  /** `null` when stored values are given out as they are. */
  readonly decode: Decode | null;
}

/** What the codecs of a database depend on. */
export interface CodecContext {
  readonly ids: IdStrategy;
  readonly dialect: DatabaseType;
  /** See `Driver.dateZone`. */
  readonly dateZone?: string | undefined;
  /** See `Driver.isThroughKysely`. */
  readonly isThroughKysely?: boolean | undefined;
}

/** Some drivers of SQLite end a text at its first U+0000 (libSQL). What would be cut is refused. */
function encodeStringOf(place: Place, { dialect, isThroughKysely }: CodecContext): Encode {
  const encode = encodeString(place);
  if (dialect !== "sqlite" || !isThroughKysely) return encode;
  return (value) => {
    const text = encode(value) as string;
    return text.includes("\0") ? refuse(place, "text without the character U+0000", value) : text;
  };
}

/**
 * Some drivers of PostgreSQL read the year 1 as 2001 (postgres.js, PGlite). What would come back as another is refused; so
 * are, but for PostgreSQL, years beyond four digits: their text is in no order, and MySQL makes zeros of them.
 */
function encodeDateOf(place: Place, { dialect, isThroughKysely }: CodecContext): Encode {
  const encode = encodeDate(place, TYPE_SUPPORT[dialect]);
  if (dialect !== "postgres") {
    return (value) => {
      const date = toDate(value);
      return date !== null && !hasFourDigitYear(date)
        ? refuse(place, "a date of the years 1 to 9999", value)
        : encode(value);
    };
  }
  if (!isThroughKysely) return encode;
  return (value) => {
    const date = encode(value) as Date;
    return date.getUTCFullYear() < 100 ? refuse(place, "a date from the year 100 on", value) : date;
  };
}

function idCodec(place: Place, context: CodecContext): Codec {
  const { ids, dialect } = context;
  if (ids.isNumeric) {
    const encodeWhere = comparedSerial(dialect);
    const encode: Encode = (value) => encodeWhere(value) ?? refuse(place, "a number as id", value);
    return { encode, encodedNull: null, encodeWhere, decode: decodeId };
  }
  const encodeWhere = ids.isUuid && dialect === "postgres" ? comparedUuid : comparedString;
  return { encode: encodeStringOf(place, context), encodedNull: null, encodeWhere, decode: decodeId };
}

function jsonCodec(isList: boolean, supportsJson: boolean, dialect: DatabaseType): Codec {
  return {
    // Text towards every database: drivers differ in what they make of arrays, and each takes text for a JSON column.
    encode: (value) => JSON.stringify(value),
    encodedNull: isList || supportsJson ? null : "null",
    encodeWhere: comparedString,
    // Where the driver has parsed it, text is text. MySQL is asked for text.
    decode: isList || !supportsJson || dialect === "mysql" ? decodeJson : null,
  };
}

/** Dates of MySQL are in the zone of the connection, those of SQL Server are written in UTC; their text has no zone. */
function decodeDateOf({ dialect, dateZone = "" }: CodecContext): Decode {
  if (dialect === "mysql") return decodeDateIn(dateZone);
  return dialect === "mssql" ? decodeDateIn("Z") : decodeDate;
}

/** Makes the codec of a column. `isId`: it is the id, or points at one. */
export function makeCodec(attribute: FieldAttribute, place: Place, isId: boolean, context: CodecContext): Codec {
  if (isId) return idCodec(place, context);
  const support = TYPE_SUPPORT[context.dialect];
  switch (attribute.type) {
    case "date":
      return {
        encode: encodeDateOf(place, context),
        encodedNull: null,
        encodeWhere: comparedDate(support, context.dialect),
        decode: decodeDateOf(context),
      };
    case "boolean":
      return {
        encode: encodeBoolean(place, support),
        encodedNull: null,
        encodeWhere: comparedBoolean(support),
        decode: support.booleans ? null : decodeBoolean,
      };
    case "number":
      return { encode: encodeNumber(place), encodedNull: null, encodeWhere: comparedNumber, decode: decodeNumber };
    case "json":
      return jsonCodec(false, support.json, context.dialect);
    case "string[]":
    case "number[]":
      return jsonCodec(true, support.json, context.dialect);
    default:
      return { encode: encodeStringOf(place, context), encodedNull: null, encodeWhere: comparedString, decode: null };
  }
}
