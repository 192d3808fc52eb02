import { BetterAuthError } from "../../../error";

/** An attribute, as in `@map("mail")`. */
export interface Attribute {
  /** As in "@relation" and "@@unique". */
  readonly name: string;
  /** What stands between its parentheses. */
  readonly args: string;
}

/** One line of a block that says something; it may go over several. */
export interface Statement {
  readonly start: number;
  /** Behind its last character. A comment may follow. */
  readonly end: number;
  readonly text: string;
}

/** A field of a model. */
export interface SchemaField {
  readonly statement: Statement;
  readonly name: string;
  /** The name of a scalar, an enum or a model. */
  readonly type: string;
  readonly modifier: "" | "?" | "[]";
  readonly attributes: readonly Attribute[];
}

/** A block, as in "model User { … }". */
export interface Block {
  readonly kind: string;
  readonly name: string;
  /** Behind its opening brace. */
  readonly start: number;
  /** Of its closing brace. */
  readonly end: number;
  readonly statements: readonly Statement[];
}

/** A model of a schema. */
export interface SchemaBlockModel {
  readonly block: Block;
  readonly name: string;
  readonly fields: readonly SchemaField[];
  /** What stands under the fields, as in `@@map("user")`, and its place. */
  readonly attributes: readonly (Attribute & { readonly statement: Statement })[];
}

/** The places of what a schema says. What it says otherwise is never looked at. */
export interface SchemaDocument {
  readonly blocks: readonly Block[];
  readonly models: readonly SchemaBlockModel[];
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The end of a comment or of text in quotes that begins at a place; the place itself when none does. */
function skipOpaque(text: string, place: number): number {
  if (text.startsWith("//", place)) {
    const end = text.indexOf("\n", place);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith("/*", place)) {
    const end = text.indexOf("*/", place + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (text[place] !== '"') return place;
  let end = place + 1;
  while (end < text.length && text[end] !== '"' && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

const isComment = (text: string, place: number): boolean =>
  text.startsWith("//", place) || text.startsWith("/*", place);

/** The place of the bracket that closes the one at a place; -1 when nothing does. */
function closingPlace(text: string, open: number): number {
  const expected: string[] = [];
  for (let place = open; place < text.length; ) {
    const next = skipOpaque(text, place);
    if (next > place) {
      place = next;
      continue;
    }
    const character = text[place] as string;
    if (CLOSING[character] !== undefined) expected.push(CLOSING[character]);
    else if (character === expected.at(-1)) expected.pop();
    if (expected.length === 0) return place;
    place++;
  }
  return -1;
}

function readStatements(text: string, from: number, to: number): Statement[] {
  const statements: Statement[] = [];
  let start = -1;
  let end = from;
  let said = "";
  const finish = (): void => {
    if (start >= 0) statements.push({ start, end, text: said.trimEnd() });
    start = -1;
    said = "";
  };
  for (let place = from; place < to; ) {
    const character = text[place] as string;
    const opaque = skipOpaque(text, place);
    const next = CLOSING[character] === undefined ? Math.max(opaque, place + 1) : closingPlace(text, place) + 1;
    if (character === "\n") finish();
    else if (!isComment(text, place) && (start >= 0 || !/\s/.test(character))) {
      if (start < 0) start = place;
      said += text.slice(place, next);
      if (!/\s/.test(character)) end = next;
    }
    place = next;
  }
  finish();
  return statements;
}

/** The attributes of a statement, in order. */
export function readAttributes(text: string): Attribute[] {
  const attributes: Attribute[] = [];
  for (let place = 0; place < text.length; ) {
    const name = /^@@?[\w.]+/.exec(text.slice(place))?.[0];
    if (name === undefined) {
      const character = text[place] as string;
      place =
        CLOSING[character] === undefined ? Math.max(skipOpaque(text, place), place + 1) : closingPlace(text, place) + 1;
      continue;
    }
    const open = place + name.length + (/^\s*(?=\()/.exec(text.slice(place + name.length))?.[0].length ?? 0);
    const close = text[open] === "(" ? closingPlace(text, open) : -1;
    attributes.push({ name, args: close < 0 ? "" : text.slice(open + 1, close).trim() });
    place = close < 0 ? place + name.length : close + 1;
  }
  return attributes;
}

function readField(statement: Statement): SchemaField | undefined {
  const [, name, type, modifier, rest] =
    /^(\w+)\s+(Unsupported\s*\([^)]*\)|[\w.]+)\s*(\[\s*\]|\?|)([\s\S]*)$/.exec(statement.text) ?? [];
  if (name === undefined || type === undefined) return undefined;
  const kind = modifier === "?" ? "?" : modifier === "" ? "" : "[]";
  return { statement, name, type, modifier: kind, attributes: readAttributes(rest ?? "") };
}

function readModel(block: Block): SchemaBlockModel {
  const isAttribute = ({ text }: Statement): boolean => text.startsWith("@@");
  return {
    block,
    name: block.name,
    fields: block.statements.filter((statement) => !isAttribute(statement)).flatMap((one) => readField(one) ?? []),
    attributes: block.statements
      .filter(isAttribute)
      .flatMap((statement) => readAttributes(statement.text).map((attribute) => ({ ...attribute, statement }))),
  };
}

/**
 * Finds what a Prisma schema says.
 *
 * @throws {BetterAuthError} for a block that is not closed
 */
export function readDocument(text: string): SchemaDocument {
  const blocks: Block[] = [];
  for (let place = 0; place < text.length; ) {
    const opaque = skipOpaque(text, place);
    const [all, kind, name] = opaque > place ? [] : (/^(\w+)\s+(\w+)\s*\{/.exec(text.slice(place, place + 300)) ?? []);
    if (all === undefined || kind === undefined || name === undefined) {
      const word = opaque > place ? 0 : (/^\w+/.exec(text.slice(place, place + 300))?.[0].length ?? 1);
      place = Math.max(opaque, place + word);
      continue;
    }
    const start = place + all.length;
    const end = closingPlace(text, start - 1);
    if (end < 0) {
      const line = text.slice(0, place).split("\n").length;
      throw new BetterAuthError(
        `The Prisma schema cannot be read: expected a "}" that closes ${kind} ${name} of line ${line}, got none. Run \`npx prisma validate\`.`,
      );
    }
    blocks.push({ kind, name, start, end, statements: readStatements(text, start, end) });
    place = end + 1;
  }
  return { blocks, models: blocks.filter(({ kind }) => kind === "model").map(readModel) };
}

/** The text of an argument in quotes, as the name in `@map("mail")` and `@map(name: "mail")`. */
export function quotedArgument(attribute: Attribute | undefined): string | undefined {
  const quoted = /^(?:name\s*:\s*)?("(?:[^"\\]|\\.)*")/.exec(attribute?.args ?? "")?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}

/** The names in a list, as in `[a, b(length: 10)]`. */
export function listedNames(list: string): readonly string[] {
  return list
    .replace(/\([^)]*\)/g, "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
