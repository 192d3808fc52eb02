import { isSecretName, REDACTED, withoutSecrets } from "./secret-text";

/** JSON that can be shown to anybody. */
export type Shown = null | boolean | number | string | readonly Shown[] | { readonly [key: string]: Shown };

/** Deeper than any option of ours. */
const DEPTH_LIMIT = 8;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Everything under these names is secret, not only their own text. */
const secretGroup = /^(?:secrets?|credentials?|private[-_]?keys?|keys?|api[-_]?keys?|passwords?|tokens?)$/i;

/**
 * A value as JSON, without its secrets: texts under names of secrets, and whatever looks like one. Functions and instances
 * of classes are named only.
 *
 * @param known secrets to leave out wherever they stand
 */
export function redact(value: unknown, known: readonly string[]): Shown {
  const above = new Set<object>();

  function show(given: unknown, name: string, isSecret: boolean): Shown {
    if (given === null || given === undefined) return null;
    if (typeof given === "boolean") return given;
    if (typeof given === "number" || typeof given === "bigint") return isSecret ? REDACTED : Number(given);
    if (typeof given === "string") {
      if (given === "") return "";
      return isSecret ? REDACTED : withoutSecrets(given, known);
    }
    if (typeof given === "function") return "[function]";
    if (typeof given === "symbol") return "[symbol]";
    if (above.has(given)) return "[circular]";
    if (above.size >= DEPTH_LIMIT) return "[…]";
    above.add(given);
    try {
      return showObject(given, name, isSecret);
    } finally {
      above.delete(given);
    }
  }

  function showObject(given: object, name: string, isSecret: boolean): Shown {
    if (Array.isArray(given)) return given.map((entry) => show(entry, name, isSecret));
    if (given instanceof Date || given instanceof RegExp) return isSecret ? REDACTED : String(given);
    if (given instanceof URL) return isSecret ? REDACTED : withoutSecrets(given.href, known);
    if (!isPlain(given)) return `[${given.constructor?.name || "object"}]`;
    const entries = Object.entries(given).filter(([, entry]) => entry !== undefined);
    return Object.fromEntries(
      entries.map(([key, entry]) => {
        const inGroup = (isSecret && secretGroup.test(name)) || secretGroup.test(key);
        const isHidden =
          isSecretName(key) &&
          (typeof entry !== "number" || /(?:secret|password|passw|pass|pwd|token|pin|key)s?$/i.test(key));
        return [
          withoutSecrets(key, known),
          show(entry, inGroup && !isSecretName(key) ? name : key, isHidden || inGroup),
        ];
      }),
    );
  }

  return show(value, "", false);
}
