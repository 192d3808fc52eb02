import type { IdStrategy } from "../../database/id";
import type { DatabaseType, FieldAttribute } from "../../types";
import { comparedNumber, decodeDate, decodeDateIn } from "../stored-value";
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
}

function idCodec(place: Place, { ids, dialect }: CodecContext): Codec {
  if (ids.isNumeric) {
    const encodeWhere = comparedSerial(dialect);
    const encode: Encode = (value) => encodeWhere(value) ?? refuse(place, "a number as id", value);
    return { encode, encodedNull: null, encodeWhere, decode: decodeId };
  }
  const encodeWhere = ids.isUuid && dialect === "postgres" ? comparedUuid : comparedString;
  return { encode: encodeString(place), encodedNull: null, encodeWhere, decode: decodeId };
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

/** Makes the codec of a column. `isId`: it is the id, or points at one. */
export function makeCodec(attribute: FieldAttribute, place: Place, isId: boolean, context: CodecContext): Codec {
  if (isId) return idCodec(place, context);
  const support = TYPE_SUPPORT[context.dialect];
  switch (attribute.type) {
    case "date":
      return {
        encode: encodeDate(place, support),
        encodedNull: null,
        encodeWhere: comparedDate(support),
        decode: context.dialect === "mysql" ? decodeDateIn(context.dateZone ?? "") : decodeDate,
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
      return { encode: encodeString(place), encodedNull: null, encodeWhere: comparedString, decode: null };
  }
}
