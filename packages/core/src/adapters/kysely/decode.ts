/** Turns a stored value that is not null into what the caller gets. */
export type Decode = (value: unknown) => unknown;

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
