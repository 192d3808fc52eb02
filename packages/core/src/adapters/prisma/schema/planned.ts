import { type Reference, referencesOf } from "../../../database/generated-models";
import type { ModelNames } from "../../../database/names";
import { wantedIndexes } from "../../../database/table-indexes";
import type { SchemaBlockModel, SchemaDocument } from "./document";
import { type FieldText, fieldTexts } from "./field";
import { misfitOf } from "./fits";
import { hasIndex, hasRelation, knownField, knownModel } from "./known";
import { modelName, type SchemaModel } from "./model";
import type { Line } from "./print";
import { backName, nameOf, oneName, relationAttribute } from "./relation";

/** A model as it should be, and what of it is there. */
export interface PlannedModel {
  readonly names: ModelNames;
  readonly name: string;
  /** The model in the document. */
  readonly known: SchemaBlockModel | undefined;
  /** The name of each field that is a column, by physical name. */
  readonly fieldNames: ReadonlyMap<string, string>;
  /** What is missing, in order. */
  readonly lines: Line[];
  readonly attributes: string[];
}

const lineOf = ({ name, type, modifier, attributes }: FieldText): Line => ({
  name,
  type: `${type}${modifier}`,
  attributes,
});

/** The wanted name, with a number where it is taken. */
function untaken(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  return name;
}

/** The name of a new model: those of enums and views are names of types, too. */
function newModelName({ blocks }: SchemaDocument, names: ModelNames): string {
  return untaken(modelName(names), new Set(blocks.map(({ name }) => name)));
}

/** A new column in a model that is there: a relation may have its name. */
function besides(known: SchemaBlockModel | undefined, text: FieldText): FieldText {
  const name = untaken(text.name, new Set(known?.fields.map((field) => field.name)));
  if (name === text.name || text.name !== text.physical) return { ...text, name };
  return { ...text, name, attributes: [...text.attributes, `@map(${JSON.stringify(text.physical)})`] };
}

const isDocument = (type: unknown): boolean => type === "json" || type === "string[]" || type === "number[]";

function planFields(
  schema: SchemaModel,
  document: SchemaDocument,
  names: ModelNames,
  warnings: string[],
): PlannedModel {
  const known = knownModel(document, names);
  const fieldNames = new Map<string, string>();
  const lines: Line[] = [];
  for (const field of fieldTexts(schema, names)) {
    const there = known && knownField(document, known, { ...field.names, physical: field.text.physical });
    if (known === undefined || there === undefined) {
      const text = besides(known, field.text);
      fieldNames.set(field.names.physical, text.name);
      lines.push(lineOf(text));
      continue;
    }
    fieldNames.set(field.names.physical, there.name);
    const misfit = misfitOf(document, there, field.text, isDocument(field.names.attribute.type));
    if (misfit !== undefined)
      warnings.push(`Field ${there.name} of model ${known.name}: ${misfit}. It was left as it is.`);
  }
  const name = known?.name ?? newModelName(document, names);
  return { names, name, known, fieldNames, lines, attributes: [] };
}

/** Names are unique in a model, whether they are there already or about to come. */
function freeName({ known, lines }: PlannedModel, wanted: string): string {
  const taken = new Set([...(known?.fields ?? []).map(({ name }) => name), ...lines.map(({ name }) => name)]);
  return untaken(wanted, taken);
}

function planRelation(schema: SchemaModel, given: Reference, planOf: (names: ModelNames) => PlannedModel): void {
  const from = planOf(given.from);
  const to = planOf(given.to);
  const field = from.fieldNames.get(given.field.physical) as string;
  if (from.known && hasRelation(from.known, field)) return;
  const points = (model: PlannedModel, type: string) => model.known?.fields.some((one) => one.type === type) === true;
  // One that is there already has the place without a name.
  const isOneOfSeveral = given.isOneOfSeveral || points(from, to.name) || points(to, from.name);
  const reference = { ...given, isOneOfSeveral };
  const target = to.fieldNames.get(given.target.physical) as string;
  const { required, unique } = given.field.attribute;
  from.lines.push({
    name: freeName(from, oneName(reference)),
    type: `${to.name}${required === false ? "?" : ""}`,
    attributes: [relationAttribute(reference, field, target, schema)],
  });
  const name = nameOf(reference);
  to.lines.push({
    name: freeName(to, backName(reference, schema.config.usePlural === true)),
    type: `${from.name}${unique === true ? "?" : "[]"}`,
    attributes: name === undefined ? [] : [`@relation(${name})`],
  });
}

/** Text of any length has an index over its beginning on MySQL. */
function indexedName(plan: PlannedModel, physical: string): string {
  const name = plan.fieldNames.get(physical) as string;
  const isLong = plan.lines.some((line) => line.name === name && line.attributes.includes("@db.Text"));
  return isLong ? `${name}(length: 191)` : name;
}

function planAttributes(plan: PlannedModel): void {
  const { known, names, name } = plan;
  const order = (isUnique: boolean) => wantedIndexes(names).filter(({ unique }) => unique === isUnique);
  for (const { columns, unique } of [...order(true), ...order(false)]) {
    const columnNames = columns.map((column) => plan.fieldNames.get(column) as string);
    if (known && hasIndex(known, columnNames, unique)) continue;
    const list = columns.map((column) => indexedName(plan, column)).join(", ");
    plan.attributes.push(`${unique ? "@@unique" : "@@index"}([${list}])`);
  }
  if (known === undefined && name !== names.physical) plan.attributes.push(`@@map(${JSON.stringify(names.physical)})`);
}

/**
 * Plans what a document lacks.
 *
 * @param warnings is given what should be otherwise and is left as it is
 */
export function planModels(schema: SchemaModel, document: SchemaDocument, warnings: string[]): readonly PlannedModel[] {
  const plans = schema.models.map((names) => planFields(schema, document, names, warnings));
  const planOf = (names: ModelNames): PlannedModel => plans.find((plan) => plan.names === names) as PlannedModel;
  for (const reference of referencesOf(schema)) planRelation(schema, reference, planOf);
  for (const plan of plans) planAttributes(plan);
  return plans;
}
