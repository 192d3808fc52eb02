import type { SchemaDocument, SchemaField } from "./document";
import type { FieldText } from "./field";

/** The types besides the generated one that the adapter reads and writes as well. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  Int: ["BigInt", "Float", "Decimal"],
  BigInt: ["Float", "Decimal"],
  DateTime: ["String", "BigInt"],
  Boolean: ["Int"],
  Json: ["String"],
};

/**
 * What is wrong with a field that is there already, in words; `undefined` when the adapter can work with it.
 *
 * @param wanted the field as it would be generated
 */
export function misfitOf(
  document: SchemaDocument,
  field: SchemaField,
  wanted: FieldText,
  isDocument: boolean,
): string | undefined {
  const isEnum = document.blocks.some(({ kind, name }) => kind === "enum" && name === field.type);
  const types = [wanted.type, ...(ALSO[wanted.type] ?? []), ...(isDocument ? ["Json", "String"] : [])];
  const hasType = types.includes(field.type) || (isEnum && wanted.type === "String");
  const isListElsewhere = field.modifier === "[]" && wanted.modifier !== "[]";
  const isOneElsewhere =
    wanted.modifier === "[]" && field.modifier !== "[]" && !["Json", "String"].includes(field.type);
  const expected = `${wanted.type}${wanted.modifier}`;
  if (!hasType || isListElsewhere || isOneElsewhere) {
    return `expected ${expected}, got ${field.type}${field.modifier}`;
  }
  if (wanted.modifier === "?" && field.modifier === "") {
    return `expected ${expected}, because rows may have no value there, got ${field.type}`;
  }
  return undefined;
}
