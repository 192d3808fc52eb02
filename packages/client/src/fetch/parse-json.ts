import { isPollution, reviveDate } from "./json";

/** Options of {@link parseJSON}. */
export interface ParseJSONOptions {
  /** Throw for what is not JSON, instead of giving it back as it is. @default false */
  strict?: boolean | undefined;
  /** Say on the console which keys were dropped. @default false */
  warnings?: boolean | undefined;
  /** Runs after dates are revived and dangerous keys are dropped. */
  reviver?: ((key: string, value: unknown) => unknown) | undefined;
  /** Make a `Date` of each ISO 8601 date with time and zone. @default true */
  parseDates?: boolean | undefined;
}

/**
 * Reads JSON that a server sent: dates become `Date`, keys that could pollute a prototype are dropped, and what is not
 * JSON is given back as it is.
 *
 * @example
 * parseJSON('{"createdAt":"2030-01-15T12:00:00.000Z"}'); // { createdAt: Date }
 * parseJSON("plain text"); // "plain text"
 */
export function parseJSON<T = unknown>(value: unknown, options: ParseJSONOptions = {}): T {
  const { strict, warnings, reviver, parseDates = true } = options;
  if (typeof value !== "string") return value as T;
  try {
    return JSON.parse(value, (key, found) => {
      if (isPollution(key)) {
        if (warnings) console.warn(`dropped the key ${key}`);
        return undefined;
      }
      const revived = parseDates ? reviveDate(found) : found;
      return reviver ? reviver(key, revived) : revived;
    });
  } catch (e) {
    if (strict) throw e;
    return value as T;
  }
}
