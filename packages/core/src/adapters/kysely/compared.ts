import { ISO_DATE } from "../../database/field-value";
import { isUuid } from "../../database/id";
import type { DatabaseType } from "../../types";
import { comparedNumber, toDate, withinFourDigits } from "../stored-value";
import type { Encode } from "./encode";
import type { TypeSupport } from "./type-support";

// Values that a column is compared with. They come from requests more often than values that are written, and databases
// other than SQLite fail on a comparison that cannot be. What the column cannot hold becomes null, which equals nothing.

/** Text. PostgreSQL has no character 0. */
export const comparedString: Encode = (value) => {
  if (typeof value === "object" || typeof value === "symbol") return null;
  const text = String(value);
  return text.includes("\0") ? null : text;
};

/** True and false, and text of them. */
export function comparedBoolean(support: TypeSupport): Encode {
  return (value) => {
    const read = value === "true" ? true : value === "false" ? false : value;
    if (typeof read === "boolean") return support.booleans ? read : Number(read);
    return typeof read === "number" && !support.booleans ? read : null;
  };
}

/** PostgreSQL has none before. */
const FIRST_DATE_OF_POSTGRES = new Date("-004712-01-01T00:00:00.000Z");

function comparable(date: Date, dialect: DatabaseType): Date {
  if (dialect !== "postgres") return withinFourDigits(date);
  return date < FIRST_DATE_OF_POSTGRES ? FIRST_DATE_OF_POSTGRES : date;
}

/** A date, or text of one. Where dates are text, another text is compared as it is: a year is in front of its dates. */
export function comparedDate(support: TypeSupport, dialect: DatabaseType): Encode {
  return (value) => {
    const date = toDate(value);
    if (typeof value === "string" && !support.dates && (date === null || !ISO_DATE.test(value))) return value;
    return date === null ? null : support.bindDate(comparable(date, dialect));
  };
}

/** The largest number of an integer column. */
const MAX_INTEGER = 2 ** 31 - 1;

/** An id that is a number in the database. */
export function comparedSerial(dialect: DatabaseType): Encode {
  const limit = dialect === "sqlite" ? Number.MAX_SAFE_INTEGER : MAX_INTEGER;
  return (value) => {
    const number = comparedNumber(value);
    return Number.isSafeInteger(number) && Math.abs(number as number) <= limit ? number : null;
  };
}

/** An id in a column of type uuid. */
export const comparedUuid: Encode = (value) => (isUuid(value) ? value : null);
