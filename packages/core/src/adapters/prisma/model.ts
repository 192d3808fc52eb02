import { compileNames, type FieldNames, fieldOf, type ModelNames } from "../../database/names";
import { BetterAuthError } from "../../error";
import type { BetterAuthOptions, FieldAttribute, ResolvedSchema } from "../../types";
import type { Argument, Client, ClientDataModel } from "./client";
import { dataModelOf, findField, findModel } from "./data-model";
import { type PrismaProvider, traitsOf } from "./providers";

/** One field of a model, and what it is in Prisma. */
export interface PrismaField {
  /** The column's name in the options. */
  readonly physical: string;
  /** The name in Prisma. */
  readonly key: string;
  /** The scalar type in Prisma, or the values of an enum. */
  readonly type: string;
  readonly values: readonly string[] | undefined;
  readonly attribute: FieldAttribute;
  /** It is the id, or points at one. */
  readonly isId: boolean;
  /** Two rows cannot have the same value. */
  readonly isUnique: boolean;
  readonly isNullable: boolean;
  readonly isList: boolean;
  /** The first date that the column can hold, in milliseconds. */
  readonly firstDate: number;
  /** The column takes nothing but UUIDs. */
  readonly isUuid: boolean;
}

/** A model and what it is in Prisma. */
export interface PrismaModel {
  readonly names: ModelNames;
  /** The member of the client. */
  readonly delegate: string;
  readonly id: PrismaField;
  readonly fields: readonly PrismaField[];
  /** All fields, to be read. */
  readonly select: Argument;
  /** @throws {BetterAuthError} for a name that is no column of the options' */
  field(physical: string): PrismaField;
  /** The field by its name in Prisma. */
  byKey(key: string): PrismaField | undefined;
  /**
   * The relation to another model in Prisma; `undefined` when there is none, or it is not known which one of several.
   *
   * @param reference the name that the generated schema gives to one of several relations
   */
  relationTo(other: PrismaModel, reference: string): string | undefined;
}

const MEND =
  "Run `npx @better-auth/cli generate` for a schema that has it, then `npx prisma generate`, and bring the database up to date";

/** What relations between the same two models are told apart by. */
export function relationName(model: ModelNames, physicalField: string): string {
  return `${model.physical}_${physicalField}`;
}

/** The data model does not tell lists apart: text and JSON can hold a list, too, but as what it is not a list of. */
function isListOf(type: FieldAttribute["type"], element: string): boolean {
  if (type === "string[]") return element === "String";
  return type === "number[]" && element !== "String" && element !== "Json";
}

interface Place {
  readonly provider: PrismaProvider;
  readonly options: BetterAuthOptions;
  readonly dataModel: ClientDataModel;
}

function makeField(place: Place, model: ModelNames, field: FieldNames, prismaModel: string): PrismaField {
  const { provider, dataModel, options } = place;
  const { logical, physical, attribute } = field;
  const { fields } = dataModel.models[prismaModel] as ClientDataModel["models"][string];
  const found = findField({ fields }, field);
  if (found === undefined) {
    throw new BetterAuthError(
      `prismaAdapter: model ${prismaModel} of the Prisma client has no field "${logical}" for column "${physical}" of model ` +
        `${model.logical}; it has ${fields.map(({ name }) => name).join(", ")}. ${MEND}.`,
    );
  }
  const { hasLists, firstDate } = traitsOf(provider);
  const isId = logical === "id" || attribute.references?.field === "id";
  return {
    physical,
    key: found.name,
    type: found.type,
    values: found.kind === "enum" ? dataModel.enums?.[found.type]?.values.map(({ name }) => name) : undefined,
    attribute,
    isId,
    isUnique: logical === "id" || attribute.unique === true,
    isNullable: logical !== "id" && attribute.required === false,
    isList: hasLists && isListOf(attribute.type, found.type),
    firstDate,
    isUuid: isId && provider === "postgresql" && options.advanced?.database?.generateId === "uuid",
  };
}

function makeModel(place: Place, names: ModelNames): PrismaModel {
  const { dataModel } = place;
  const found = findModel(dataModel, names);
  if (found === undefined) {
    throw new BetterAuthError(
      `prismaAdapter: the Prisma client has no model for table "${names.physical}" of model ${names.logical}; it has ` +
        `${Object.keys(dataModel.models).join(", ") || "none"}. ${MEND}.`,
    );
  }
  const keys = ["id", ...Object.keys(names.table.fields).filter((key) => key !== "id")];
  const fields = keys.map((key) => makeField(place, names, fieldOf(names, key), found.name));
  const byPhysical = new Map(fields.map((field) => [field.physical, field]));
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const relations = found.model.fields.filter(({ kind }) => kind === "object");
  return {
    names,
    delegate: found.delegate,
    id: fields[0] as PrismaField,
    fields,
    select: Object.fromEntries(fields.map(({ key }) => [key, true])),
    field(physical) {
      const field = byPhysical.get(physical);
      if (field === undefined) throw new BetterAuthError(`Field ${physical} not found in model ${names.logical}`);
      return field;
    },
    byKey: (key) => byKey.get(key),
    relationTo(other, reference) {
      const target = findModel(dataModel, other.names)?.name;
      const those = relations.filter(({ type }) => type === target);
      const one = those.length === 1 ? those[0] : those.find((relation) => relation.relationName === reference);
      return one?.name;
    },
  };
}

/** @throws {BetterAuthError} for a client that is none, or is one of another database */
function checkedDataModel(client: Client, provider: PrismaProvider): ClientDataModel {
  const { _activeProvider: active } = client;
  const spoken = active === "postgres" ? "postgresql" : active;
  if (typeof spoken === "string" && spoken !== provider && !(spoken === "postgresql" && provider === "cockroachdb")) {
    throw new BetterAuthError(
      `prismaAdapter: provider: the options say "${provider}", but the Prisma client was generated for "${spoken}". ` +
        "Name the provider of the datasource in schema.prisma.",
    );
  }
  const dataModel = dataModelOf(client);
  if (dataModel !== undefined) return dataModel;
  throw new BetterAuthError(
    "prismaAdapter: expected a PrismaClient of Prisma 5, 6 or 7, got an object without a data model. " +
      "Run `npx prisma generate`, and pass what `new PrismaClient()` gives.",
  );
}

/**
 * Finds the models of the options in a Prisma client. Each is looked for once, when it is first asked for, so that a model
 * that is never used may be missing.
 *
 * @returns logical model name → what it is in Prisma
 */
export function makeModels(
  client: Client,
  provider: PrismaProvider,
  { options, schema, usePlural }: { options: BetterAuthOptions; schema: ResolvedSchema; usePlural: boolean },
): (logical: string) => PrismaModel {
  const names = compileNames(schema, usePlural);
  const known = new Map<string, PrismaModel>();
  return (logical) => {
    const before = known.get(logical);
    if (before) return before;
    const place = { provider, options, dataModel: checkedDataModel(client, provider) };
    const model = makeModel(place, names.model(logical));
    known.set(logical, model);
    return model;
  };
}
