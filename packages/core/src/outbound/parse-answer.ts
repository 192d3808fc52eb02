/** The type of an answer without its parameters, in lower case. "" when it has none that can be told. */
export function mediaTypeOf(headers: Headers): string {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : "";
}

/**
 * What a provider answered: JSON, or parameters as a form has them, which some send when nobody asks for JSON.
 *
 * Members called `__proto__` are dropped, so that copying the answer changes no prototype. Whole numbers that a double
 * cannot hold become text: rounded, the ids of two people could be one.
 *
 * @returns `undefined` for what is neither
 */
export function parseAnswer(text: string, mediaType: string): unknown {
  try {
    return JSON.parse(text, keepExact);
  } catch {
    const isForm = mediaType === "application/x-www-form-urlencoded" || mediaType === "text/plain";
    return isForm ? parseForm(text) : undefined;
  }
}

/** The text that a number was written as; only newer runtimes tell. */
interface SourceContext {
  readonly source?: string;
}

function keepExact(name: string, value: unknown, context?: SourceContext): unknown {
  if (name === "__proto__") return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

const FORM = /^[\w.~*+%-]+=[^\s=&]*(?:&[\w.~*+%-]+=[^\s=&]*)*$/;

function parseForm(text: string): Record<string, string> | undefined {
  const form = text.trim();
  if (!FORM.test(form)) return undefined;
  const members: Record<string, string> = {};
  // A text is no prototype: `__proto__` sets nothing.
  for (const [name, value] of new URLSearchParams(form)) members[name] = value;
  return members;
}
