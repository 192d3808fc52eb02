/** Turns a stored value that is not null into what the caller gets. */
export type Decode = (value: unknown) => unknown;

/** Text, or milliseconds that another tool wrote. Dates of joined rows are text everywhere, because they come in JSON. */
export const decodeDate: Decode = (value) => {
  if (typeof value === "string" || typeof value === "number") return new Date(value);
  return typeof value === "bigint" ? new Date(Number(value)) : value;
};

const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[ T][\d:.]+$/;

/** The same where text of a date has no zone: it is one of the given zone. */
export function decodeDateIn(zone: string): Decode {
  return (value) =>
    typeof value === "string" && WITHOUT_ZONE.test(value)
      ? new Date(value.replace(" ", "T") + zone)
      : decodeDate(value);
}

/** 1 and 0, in whatever form of a number. */
export const decodeBoolean: Decode = (value) => {
  if (value === 1 || value === 1n) return true;
  return value === 0 || value === 0n ? false : value;
};

/** Large integers arrive as text or as bigint, depending on the driver. Text that is no number stays text. */
export const decodeNumber: Decode = (value) => {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
};

/** Text in JSON. What is not JSON was written by something else than us, and stays text. */
export const decodeJson: Decode = (value) => {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** Ids are text outside of the database. */
export const decodeId: Decode = (value) => (typeof value === "string" ? value : String(value));
