import { compileNames, type FieldNames, fieldOf, type ModelNames } from "../../database/names";
import { BetterAuthError } from "../../error";
import type { FieldAttribute, ResolvedSchema } from "../../types";

/** One field of a model, and its name in documents. */
export interface ModelField {
  /** Its name in the options. */
  readonly physical: string;
  /** Its name in documents: `_id` for the id, else the same. */
  readonly key: string;
  readonly attribute: FieldAttribute;
  /** It is the id, or points at one. */
  readonly isId: boolean;
  /** Two documents cannot have the same value. */
  readonly isUnique: boolean;
}

/** A field of another model that points at this one, and what happens to it when that document goes. */
export interface Reference {
  readonly model: string;
  readonly field: ModelField;
  /** The field it points at. */
  readonly target: ModelField;
  readonly onDelete: "cascade" | "set null";
}

/** A model and its collection. */
export interface ModelCollection {
  readonly logical: string;
  /** The collection's name. */
  readonly name: string;
  readonly names: ModelNames;
  readonly id: ModelField;
  readonly fields: readonly ModelField[];
  /** Those that have to be looked after when a document goes: MongoDB has no foreign keys. */
  readonly references: readonly Reference[];
  /** @throws {BetterAuthError} for a name that is no field of the options' */
  field(physical: string): ModelField;
}

/** Every model by its logical name. */
export interface Collections {
  readonly all: readonly ModelCollection[];
  of(logical: string): ModelCollection;
}

/** @throws {BetterAuthError} for names that mean something else to MongoDB */
function checkNames({ logical, physical }: ModelNames, fields: readonly ModelField[]): void {
  if (physical === "" || /[$\0]/.test(physical) || physical.startsWith("system.")) {
    throw new BetterAuthError(
      `mongodbAdapter: modelName of ${logical}: expected the name of a collection, got ${JSON.stringify(physical)}. ` +
        'It must not be empty, hold "$" or a null character, or start with "system.".',
    );
  }
  for (const field of fields) {
    const isTaken = field.key === "_id" && field.physical !== "id";
    if (field.key !== "" && !/[$.\0]/.test(field.key) && !isTaken) continue;
    throw new BetterAuthError(
      `mongodbAdapter: fieldName of ${logical}: expected the name of a field, got ${JSON.stringify(field.physical)}. ` +
        'It must not be empty, hold "$", "." or a null character, or be "_id": choose another fieldName.',
    );
  }
}

function modelField({ logical, physical, attribute }: FieldNames): ModelField {
  const isId = logical === "id";
  return {
    physical,
    key: isId ? "_id" : physical,
    attribute,
    isId: isId || attribute.references?.field === "id",
    isUnique: isId || attribute.unique === true,
  };
}

function makeCollection(names: ModelNames, references: readonly Reference[]): ModelCollection {
  const logicalNames = ["id", ...Object.keys(names.table.fields).filter((field) => field !== "id")];
  const fields = logicalNames.map((name) => modelField(fieldOf(names, name)));
  checkNames(names, fields);
  const byPhysical = new Map(fields.map((field) => [field.physical, field]));
  return {
    logical: names.logical,
    name: names.physical,
    names,
    id: fields[0] as ModelField,
    fields,
    references,
    field(physical) {
      const found = byPhysical.get(physical);
      if (found === undefined) throw new BetterAuthError(`Field ${physical} not found in model ${names.logical}`);
      return found;
    },
  };
}

/**
 * The collections of a schema.
 *
 * @throws {BetterAuthError} for the name of a collection or a field that MongoDB cannot have
 */
export function makeCollections(schema: ResolvedSchema, usePlural: boolean): Collections {
  const names = compileNames(schema, usePlural);
  const models = Object.keys(schema).map((logical) => names.model(logical));
  const referencesTo = (target: ModelNames): Reference[] =>
    models.flatMap((model) =>
      Object.keys(model.table.fields).flatMap((name): Reference[] => {
        const field = modelField(fieldOf(model, name));
        const { references } = field.attribute;
        const onDelete = references?.onDelete ?? "cascade";
        if (references === undefined || names.models.get(references.model) !== target) return [];
        if (onDelete !== "cascade" && onDelete !== "set null") return [];
        const to = modelField(fieldOf(target, references.field));
        return [{ model: model.logical, field, target: to, onDelete }];
      }),
    );
  const all = models.map((model) => makeCollection(model, referencesTo(model)));
  const byLogical = new Map(all.map((collection) => [collection.logical, collection]));
  return {
    all,
    of(logical) {
      const found = byLogical.get(logical);
      if (found === undefined) throw new BetterAuthError(`Model "${logical}" not found in schema`);
      return found;
    },
  };
}
