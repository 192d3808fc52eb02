const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** Whether a key of parsed JSON could reach a prototype when it is copied. */
export const isPollution = (key: string): boolean => /^(__proto__|constructor)$/.test(key);

/** The date that an ISO 8601 text with time and zone names; any other value as it is. */
export function reviveDate(value: unknown): unknown {
  const date = typeof value === "string" && isoDate.test(value) && new Date(value);
  return date && +date ? date : value;
}

/** Reads JSON. Text that is not JSON is given back as it is. */
export function readJSON(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => (isPollution(key) ? undefined : reviveDate(value)));
  } catch {
    return text;
  }
}
