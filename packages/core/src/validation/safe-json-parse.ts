/** ISO 8601 with a time zone, as `JSON.stringify` writes dates. */
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

function reviveDate(text: string): Date | string {
  if (!ISO_TIME.test(text)) return text;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}

/** The same for a value that is parsed already. A key that would become a prototype is dropped. */
function revive(value: unknown): unknown {
  if (typeof value === "string") return reviveDate(value);
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const revived: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (key !== "__proto__") revived[key] = revive(member);
  return revived;
}

/**
 * Parses JSON, with ISO times as dates; a value that is no text only has its dates made. Never throws.
 *
 * @returns `null` for what is no JSON, and for nothing
 */
export function safeJSONParse<T = unknown>(data: unknown): T | null {
  if (data === undefined || data === null) return null;
  if (typeof data !== "string") return revive(data) as T;
  try {
    return revive(JSON.parse(data)) as T;
  } catch {
    return null;
  }
}
