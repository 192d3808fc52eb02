import { BetterAuthError } from "../error";

/** What a value is, and how a message says what it should have been. */
export interface Kind {
  /** As in "expected {expected}, got …". */
  readonly expected: string;
  /** What is wrong with a value below its path; `null` when nothing is. */
  check(value: unknown): Mistake | null;
}

/** Where a value is wrong, from the option on, and what was expected there. */
export interface Mistake {
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
}

/** Kinds by name; one level of the options. */
export interface Shape {
  readonly [name: string]: Kind | Shape;
}

function kind(expected: string, accepts: (value: unknown) => boolean): Kind {
  return { expected, check: (value) => (accepts(value) ? null : { path: "", expected, value }) };
}

function isKind(entry: Kind | Shape): entry is Kind {
  return typeof entry.check === "function";
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const string = kind("a string", (value) => typeof value === "string");
export const boolean = kind("a boolean", (value) => typeof value === "boolean");
export const aFunction = kind("a function", (value) => typeof value === "function");
export const off = kind("false", (value) => value === false);
export const object = kind("an object", isObject);
export const list = kind("an array", Array.isArray);
export const anything = kind("anything", () => true);
export const strings = kind(
  "an array of strings",
  (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
);
export const positive = kind(
  "a positive number",
  (value) => typeof value === "number" && Number.isFinite(value) && value > 0,
);
/** RFC 6265bis §5.5: a browser keeps a cookie for at most 400 days, and none is made that asks for more. */
export const cookieSeconds = kind(
  "a positive number of seconds, at most 34560000 (a cookie lives for 400 days)",
  (value) => typeof value === "number" && value > 0 && value <= 34_560_000,
);
export const notNegative = kind(
  "a non-negative number",
  (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
);

/** One of several texts. */
export function oneOf(...options: readonly string[]): Kind {
  const list = options.map((option) => JSON.stringify(option));
  const expected = `${list.slice(0, -1).join(", ")} or ${list.at(-1)}`;
  return kind(expected, (value) => typeof value === "string" && options.includes(value));
}

/** A value of any of several kinds. */
export function either(...kinds: readonly Kind[]): Kind {
  return kind(kinds.map((item) => item.expected).join(" or "), (value) =>
    kinds.some((item) => item.check(value) === null),
  );
}

/** Any names, each with a value of one kind. */
export function record(of: Kind | Shape): Kind {
  return {
    expected: "an object",
    check(value) {
      if (!isObject(value)) return { path: "", expected: "an object", value };
      for (const [name, member] of Object.entries(value)) {
        const mistake = findMistake(of, member, name);
        if (mistake !== null) return mistake;
      }
      return null;
    },
  };
}

function below(name: string, path: string): string {
  if (path === "") return name;
  return name === "" ? path : `${name}.${path}`;
}

/** The first mistake in a value, with its path; an absent value is none. */
export function findMistake(entry: Kind | Shape, value: unknown, name = ""): Mistake | null {
  if (value === undefined) return null;
  if (isKind(entry)) {
    const mistake = entry.check(value);
    return mistake && { ...mistake, path: below(name, mistake.path) };
  }
  if (!isObject(value)) return { path: name, expected: "an object", value };
  for (const [member, of] of Object.entries(entry)) {
    const mistake = findMistake(of, value[member], member);
    if (mistake !== null) return { ...mistake, path: below(name, mistake.path) };
  }
  return null;
}

/** How a message calls a value: numbers as they are, nothing else, since it may be a secret. */
export function describeValue(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

/** @throws {BetterAuthError} with the option's path and what was expected */
export function refuseMistake(mistake: Mistake): never {
  throw new BetterAuthError(
    `${mistake.path}: expected ${mistake.expected}, got ${describeValue(mistake.value)}. Correct the option, or leave it out.`,
  );
}

/** A name that is in no table, and the one that was probably meant. */
export interface UnknownName {
  readonly path: string;
  readonly meant: string | null;
}

/** Names of options that nothing reads: a typing error may leave a defence off. */
export function findUnknownNames(shape: Shape, value: unknown, path = ""): UnknownName[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name): UnknownName[] => {
    const entry = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const here = below(path, name);
    if (entry === undefined) return [{ path: here, meant: closest(name, Object.keys(shape)) }];
    return isKind(entry) ? [] : findUnknownNames(entry, value[name], here);
  });
}

/** The name with the fewest letters to change; `null` when that would be a third of them. */
function closest(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.floor(name.length / 3) + 1;
  for (const candidate of names) {
    const count = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** Letters to add, drop or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] as number;
}
