import type { ModelNames } from "../../../database/names";
import type { ClientDataModel } from "../client";
import { findField, findModel } from "../data-model";
import {
  type Attribute,
  listedNames,
  quotedArgument,
  type SchemaBlockModel,
  type SchemaDocument,
  type SchemaField,
} from "./document";

const isScalar = (document: SchemaDocument, { type }: SchemaField): boolean =>
  !document.models.some(({ name }) => name === type);

/** A document as the data model of a client says it, so that both are searched by the same rules. */
function asDataModel(document: SchemaDocument): ClientDataModel {
  const mapped = (attributes: readonly Attribute[], name: string) =>
    quotedArgument(attributes.find((attribute) => attribute.name === name));
  return {
    models: Object.fromEntries(
      document.models.map(({ name, fields, attributes }) => [
        name,
        {
          dbName: mapped(attributes, "@@map"),
          fields: fields.map((field) => ({
            name: field.name,
            type: field.type,
            kind: isScalar(document, field) ? "scalar" : "object",
            dbName: mapped(field.attributes, "@map"),
          })),
        },
      ]),
    ),
  };
}

/** The model of a table in a document. */
export function knownModel(document: SchemaDocument, names: ModelNames): SchemaBlockModel | undefined {
  const found = findModel(asDataModel(document), names);
  return found && document.models.find(({ name }) => name === found.name);
}

/** The field of a column in a model of a document. */
export function knownField(
  document: SchemaDocument,
  model: SchemaBlockModel,
  names: Parameters<typeof findField>[1],
): SchemaField | undefined {
  const { models } = asDataModel(document);
  const found = findField(models[model.name] as ClientDataModel["models"][string], names);
  return found && model.fields.find(({ name }) => name === found.name);
}

const uniqueAttributes: ReadonlySet<string> = new Set(["@@id", "@@unique"]);

/** Whether a model says that columns have an index, or that they are unique. */
export function hasIndex(model: SchemaBlockModel, columns: readonly string[], isUnique: boolean): boolean {
  const isSame = ({ args }: Attribute): boolean =>
    listedNames(/\[([^\]]*)\]/.exec(args)?.[1] ?? "").join() === columns.join();
  const ofBlock = model.attributes.some(
    (attribute) =>
      (uniqueAttributes.has(attribute.name) || (!isUnique && attribute.name === "@@index")) && isSame(attribute),
  );
  const [column] = columns;
  const ofField = model.fields.find(({ name }) => columns.length === 1 && name === column)?.attributes ?? [];
  return ofBlock || ofField.some(({ name }) => name === "@id" || name === "@unique");
}

/** Whether a model has a relation over a field. */
export function hasRelation(model: SchemaBlockModel, field: string): boolean {
  return model.fields.some(({ attributes }) =>
    attributes.some(
      ({ name, args }) =>
        name === "@relation" && listedNames(/fields\s*:\s*\[([^\]]*)\]/.exec(args)?.[1] ?? "").join() === field,
    ),
  );
}
