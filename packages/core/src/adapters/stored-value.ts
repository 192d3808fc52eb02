import { hasFourDigitYear } from "../database/field-value";
import type { FieldType } from "../types";

// How values pass between callers and databases, whatever stands between them and the database.

/** Text, or milliseconds that another tool wrote. Dates of joined rows are text everywhere, because they come in JSON. */
export function decodeDate(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") return new Date(value);
  return typeof value === "bigint" ? new Date(Number(value)) : value;
}

/** A date, or what a date is made of; anything else, and a date that is none, is null. */
export function toDate(value: unknown): Date | null {
  const date = typeof value === "string" || typeof value === "number" ? new Date(value) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : null;
}

const FIRST_DATE = new Date("0001-01-01T00:00:00.000Z");
const LAST_DATE = new Date("9999-12-31T23:59:59.999Z");

/** A date that others are compared with: where years have four digits, those beyond are as good as the last one. */
export function withinFourDigits(date: Date): Date {
  if (hasFourDigitYear(date)) return date;
  return date < FIRST_DATE ? FIRST_DATE : LAST_DATE;
}

/** Whether a field of that type is stored as JSON where the database has nothing of its own for it. */
export function isJsonType(type: FieldType): boolean {
  return type === "json" || type === "string[]" || type === "number[]";
}

/** Text that UTF-8 can hold: half of a surrogate pair has no form in it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[ T][\d:.]+$/;

/** The same where text of a date has no zone: it is one of the given zone, as in "Z" or "+02:00"; "" for local time. */
export function decodeDateIn(zone: string): (value: unknown) => unknown {
  return (value) =>
    typeof value === "string" && WITHOUT_ZONE.test(value)
      ? new Date(value.replace(" ", "T") + zone)
      : decodeDate(value);
}

/** A point in time as PostgreSQL writes it, "0001-01-01 00:00:00+00", or without a zone, which is UTC then. */
export function decodeTimestamp(value: unknown): unknown {
  if (typeof value !== "string") return decodeDate(value);
  const iso = value.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  // What is no ISO text, as a year before the first, is read as JavaScript can.
  const date = new Date(WITHOUT_ZONE.test(iso) ? `${iso}Z` : iso);
  return Number.isNaN(date.getTime()) ? decodeDate(value) : date;
}

/** A number that a column is compared with, or text of one; anything else is null, which equals nothing. */
export function comparedNumber(value: unknown): number | bigint | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "bigint") return number;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
