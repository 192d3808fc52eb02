// How values pass between callers and databases, whatever stands between them and the database.

/** Text, or milliseconds that another tool wrote. Dates of joined rows are text everywhere, because they come in JSON. */
export function decodeDate(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") return new Date(value);
  return typeof value === "bigint" ? new Date(Number(value)) : value;
}

const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[ T][\d:.]+$/;

/** The same where text of a date has no zone: it is one of the given zone, as in "Z" or "+02:00"; "" for local time. */
export function decodeDateIn(zone: string): (value: unknown) => unknown {
  return (value) =>
    typeof value === "string" && WITHOUT_ZONE.test(value)
      ? new Date(value.replace(" ", "T") + zone)
      : decodeDate(value);
}

/** A number that a column is compared with, or text of one; anything else is null, which equals nothing. */
export function comparedNumber(value: unknown): number | bigint | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "bigint") return number;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
