import type { BetterAuthOptions } from "../../../types";
import { type PrismaProvider, traitsOf } from "../providers";
import { quotedArgument, readDocument, type SchemaBlockModel, type SchemaDocument } from "./document";
import { type Insertion, insertAll } from "./edit";
import { headerText } from "./header";
import { makeSchemaModel, type PrismaSchemaConfig } from "./model";
import { type PlannedModel, planModels } from "./planned";
import { printLines } from "./print";

export type { PrismaProvider } from "../providers";
export type { PrismaSchemaConfig } from "./model";

/** A schema, and what should be otherwise in it. */
export interface GeneratedPrismaSchema {
  /** The text of schema.prisma. */
  readonly code: string;
  /** What is there already and does not fit. It was left as it is. */
  readonly warnings: readonly string[];
}

function newModel({ name, lines, attributes }: PlannedModel): string {
  const below = attributes.length === 0 ? [] : ["", ...attributes.map((attribute) => `  ${attribute}`)];
  return [`model ${name} {`, ...printLines(lines, "  "), ...below, "}", ""].join("\n");
}

/** The end of the line that a place is on, and of what a comment says there; no further than the block goes. */
function lineEnd(text: string, place: number, { block }: SchemaBlockModel): number {
  const end = text.indexOf("\n", place);
  if (end < 0 || end > block.end) return place;
  return text[end - 1] === "\r" ? end - 1 : end;
}

const indentAt = (text: string, place: number): string =>
  /[ \t]*$/.exec(text.slice(text.lastIndexOf("\n", place - 1) + 1, place))?.[0] || "  ";

/** New lines at the end of a block, with what belongs between them and the brace. */
function atEnd(text: string, { block }: SchemaBlockModel, lines: readonly string[], isApart: boolean): Insertion {
  const before = text.slice(block.start, block.end);
  const isOnOwnLine = /\n[ \t]*$/.test(before);
  const place = isOnOwnLine ? text.lastIndexOf("\n", block.end - 1) + 1 : block.end;
  const isBlank = /\n\s*\n[ \t]*$/.test(before) || before.trim() === "";
  return { place, text: `${isOnOwnLine ? "" : "\n"}${isApart && !isBlank ? "\n" : ""}${lines.join("\n")}\n` };
}

function fieldInsertion(text: string, known: SchemaBlockModel, plan: PlannedModel): Insertion {
  const last = known.fields.at(-1);
  if (last === undefined) {
    return known.attributes.length === 0
      ? atEnd(text, known, printLines(plan.lines, "  "), false)
      : { place: lineEnd(text, known.block.start, known), text: `\n${printLines(plan.lines, "  ").join("\n")}\n` };
  }
  const widths = {
    name: Math.max(...known.fields.map(({ name }) => name.length)),
    type: Math.max(...known.fields.map(({ type, modifier }) => type.length + modifier.length)),
  };
  const lines = printLines(plan.lines, indentAt(text, last.statement.start), widths);
  const place = lineEnd(text, last.statement.end, known);
  // A block of one line gets more of them.
  const isLastLine = place === last.statement.end && !/^[^\n]*\n/.test(text.slice(place, known.block.end));
  return { place, text: `\n${lines.join("\n")}${isLastLine ? "\n" : ""}` };
}

function attributeInsertion(text: string, known: SchemaBlockModel, plan: PlannedModel): Insertion {
  const last = known.attributes.at(-1);
  if (last === undefined) {
    return atEnd(
      text,
      known,
      plan.attributes.map((attribute) => `  ${attribute}`),
      true,
    );
  }
  const indent = indentAt(text, last.statement.start);
  const lines = plan.attributes.map((attribute) => `\n${indent}${attribute}`).join("");
  return { place: lineEnd(text, last.statement.end, known), text: lines };
}

function insertionsOf(text: string, plan: PlannedModel): Insertion[] {
  const { known } = plan;
  if (known === undefined) return [];
  return [
    ...(plan.lines.length > 0 ? [fieldInsertion(text, known, plan)] : []),
    ...(plan.attributes.length > 0 ? [attributeInsertion(text, known, plan)] : []),
  ];
}

/** What a datasource says that is not what the adapter was told. */
function providerWarnings({ blocks }: SchemaDocument, provider: PrismaProvider): string[] {
  const datasource = blocks.find(({ kind }) => kind === "datasource");
  const statement = datasource?.statements.find(({ text }) => /^provider\s*=/.test(text));
  const named = quotedArgument({ name: "", args: statement?.text.replace(/^provider\s*=\s*/, "") ?? "" });
  const spoken = named === "postgres" ? "postgresql" : named;
  if (spoken === undefined || spoken === provider) return [];
  return [`The datasource: expected provider "${provider}", as the adapter's, got "${named}". It was left as it is.`];
}

/**
 * Writes the models of a configuration into a Prisma schema: models, fields, relations and indexes that are missing are
 * added, and every other byte stays as it is. The same options change nothing the second time.
 *
 * @param existing what the file says now; `null` when there is none, which begins with a generator and a datasource
 * @throws {BetterAuthError} when the file cannot be read, or the provider has no ids of the kind that the options ask for
 * @example
 * const { code } = generatePrismaSchema(auth.options, { provider: "postgresql" }, await readFile(file, "utf8"));
 */
export function generatePrismaSchema(
  options: BetterAuthOptions,
  config: PrismaSchemaConfig,
  existing: string | null = null,
): GeneratedPrismaSchema {
  const schema = makeSchemaModel(options, config);
  const isNew = existing === null || existing.trim() === "";
  const given = isNew ? headerText(config) : existing;
  const newline = given.includes("\r\n") ? "\r\n" : "\n";
  const document = readDocument(given);
  const warnings = providerWarnings(document, config.provider);
  const plans = planModels(schema, document, warnings);
  if (schema.ids === "serial" && !traitsOf(config.provider).hasNumericIds) {
    warnings.push(`advanced.database.generateId is "serial", but ${config.provider} counts no ids. They are text.`);
  }
  const insertions = plans.flatMap((plan) => insertionsOf(given, plan));
  const added = plans.filter(({ known }) => known === undefined).map(newModel);
  if (added.length > 0) {
    const start = given.endsWith("\n") ? "\n" : "\n\n";
    insertions.push({ place: given.length, text: `${start}${added.join("\n")}` });
  }
  const inNewlines = insertions.map(({ place, text }) => ({ place, text: text.replaceAll("\n", newline) }));
  return { code: insertAll(given, inNewlines), warnings };
}
